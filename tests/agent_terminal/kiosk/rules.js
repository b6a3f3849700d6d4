// What is wrong with the screen as it stands: overflow, targets, gaps, text; an empty list when nothing is.
() => {
  const found = [];
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = document.documentElement.clientWidth;
  const height = document.documentElement.clientHeight;
  const modal = document.querySelector('[aria-modal="true"]:not([hidden])');
  const TARGETS = 'button, a[href], input, select, textarea, [role="button"], [role="tab"], [role="option"], [role="link"]';

  const label = (element) => {
    const text = (element.getAttribute('aria-label') || element.textContent || '').trim().replace(/\s+/g, ' ');
    const name = element.id ? '#' + element.id : element.className ? '.' + String(element.className).split(' ')[0] : '';
    return `<${element.tagName.toLowerCase()}${name}> «${text.slice(0, 40)}»`;
  };
  const hiddenForEyes = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clip === 'rect(1px, 1px, 1px, 1px)'
      || (box.width <= 2 && box.height <= 2);
  };
  const seen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let at = element; at && at !== document.body; at = at.parentElement) if (hiddenForEyes(at)) return false;
    return true;
  };
  const all = Array.from(document.body.querySelectorAll('*')).filter(seen);

  // 1. Nothing scrolls, nothing is cut off.
  const page = document.scrollingElement;
  if (page.scrollHeight > height || page.scrollWidth > width) {
    found.push(`the document scrolls: ${page.scrollWidth}×${page.scrollHeight} in ${width}×${height}`);
  }
  for (const element of all) {
    const clips = getComputedStyle(element).overflowY !== 'visible';
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 2) {
      found.push(`wider than its place by ${element.scrollWidth - element.clientWidth}: ${label(element)}`);
    }
    if (clips && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 2) {
      found.push(`taller than its place by ${element.scrollHeight - element.clientHeight}: ${label(element)}`);
    }
  }

  // 1. All text stands inside the screen, inside its button and inside whatever would cut it off.
  const inside = (inner, outer) => inner.left >= outer.left - 1.5 && inner.top >= outer.top - 1.5
    && inner.right <= outer.right + 1.5 && inner.bottom <= outer.bottom + 1.5;
  const screen = { left: 0, top: 0, right: width, bottom: height };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const holder = node.parentElement;
    if (!node.data.trim() || !seen(holder)) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < 1.5 * rem - 0.1) found.push(`text of ${(size / rem).toFixed(2)} rem: ${label(holder)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const inButton = holder.closest(TARGETS);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      lines.push({ box, holder });
      if (!inside(box, screen)) found.push(`text outside the screen: ${label(holder)}`);
      else if (inButton && !inside(box, inButton.getBoundingClientRect())) found.push(`text outside its button: ${label(inButton)}`);
    }
  }
  for (let one = 0; one < lines.length; one += 1) {
    for (let two = one + 1; two < lines.length; two += 1) {
      const a = lines[one], b = lines[two];
      if (a.holder === b.holder || !alike(a.holder, b.holder)) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 3 && down > 0.4 * Math.min(a.box.height, b.box.height)) {
        found.push(`text over text: ${label(a.holder)} and ${label(b.holder)}`);
      }
    }
  }
  function alike(a, b) { return Boolean(modal && modal.contains(a)) === Boolean(modal && modal.contains(b)); }

  // 1. Nothing that has an edge or a ground of its own lies over another such thing.
  const plates = all.filter((element) => {
    const style = getComputedStyle(element);
    const edged = parseFloat(style.borderTopWidth) > 0 && parseFloat(style.borderBottomWidth) > 0;
    const ground = style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.backgroundColor !== 'transparent';
    return (edged || ground) && element.clientWidth > 0 && !element.contains(modal) && style.position !== 'fixed';
  });
  for (let one = 0; one < plates.length; one += 1) {
    for (let two = one + 1; two < plates.length; two += 1) {
      const a = plates[one], b = plates[two];
      if (a.contains(b) || b.contains(a) || !alike(a, b)) continue;
      const x = a.getBoundingClientRect(), y = b.getBoundingClientRect();
      const across = Math.min(x.right, y.right) - Math.max(x.left, y.left);
      const down = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
      if (across > 2 && down > 2) found.push(`${label(a)} lies over ${label(b)} by ${Math.min(across, down).toFixed(0)} px`);
    }
  }

  // 2. Every target is large enough and far enough from the next; under a modal only the modal's count.
  const targets = all.filter((element) => element.matches(TARGETS) && (!modal || modal.contains(element)));
  const boxes = targets.map((element) => element.getBoundingClientRect());
  const least = Math.max(4.5 * rem, 72) - 0.5;
  targets.forEach((element, at) => {
    const box = boxes[at];
    if (!inside(box, screen)) found.push(`outside the screen: ${label(element)}`);
    if (box.width < least || box.height < least) {
      found.push(`a target of ${box.width.toFixed(0)}×${box.height.toFixed(0)} px, least ${least.toFixed(0)}: ${label(element)}`);
    }
    for (let other = at + 1; other < targets.length; other += 1) {
      const next = boxes[other];
      const gap = Math.max(next.left - box.right, box.left - next.right, next.top - box.bottom, box.top - next.bottom);
      if (gap < rem - 0.5) {
        found.push(`a gap of ${gap.toFixed(1)} px, least ${rem.toFixed(1)}: ${label(element)} and ${label(targets[other])}`);
      }
    }
  });
  return found;
}
