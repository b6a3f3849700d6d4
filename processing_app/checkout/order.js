// The order as its events tell it: a fold, so that whoever reloads the page sees what he saw.

// Nothing is known yet.
export function nothing() {
  return { intent: null, payments: [], code: null, last: 0 };
}

// One event more. Kinds of changes that nobody here knows change nothing.
export function folded(order, event) {
  for (const change of event.changes) {
    const tell = TOLD[change.changeType];
    if (tell) tell(order, change);
  }
  order.last = event.id;
}

// The latest attempt, if there is one.
export function attempt(order) {
  return order.payments[order.payments.length - 1] || null;
}

// What the payer sees.
export function viewOf(order) {
  if (!order.intent) return "wait";
  if (order.intent.status !== "unpaid") return order.intent.status;
  const one = attempt(order);
  if (one && one.status === "authorized") return one.flow.type === "PaymentFlowHold" ? "held" : "pending";
  if (!one || one.status !== "pending") return "choose";
  const asked = one.interaction ? VIEWS[one.interaction.interactionType] : "";
  return asked || "pending";
}

// What was given back of it.
export function refunded(order) {
  const all = order.payments.map((one) => Object.values(one.refunds).filter((refund) => refund.status === "succeeded"));
  return all.reduce((sum, some) => sum + some.reduce((part, refund) => part + refund.amount, 0), 0);
}

const VIEWS = {
  Redirect: "redirect",
  QrCodeDisplayRequest: "qr",
  OpenApplicationRequest: "app",
  PaymentTerminalReceipt: "receipt",
};

const TOLD = {
  PaymentIntentCreated(order, change) {
    order.intent = Object.assign({}, change.paymentIntent);
  },
  PaymentIntentStatusChanged(order, change) {
    order.intent.status = change.status;
    order.intent.reason = change.reason || "";
  },
  PaymentStarted(order, change) {
    order.payments.push(Object.assign({ interaction: null, refunds: {} }, change.payment));
  },
  PaymentStatusChanged(order, change) {
    const one = of(order, change);
    one.status = change.status;
    one.error = change.error || null;
  },
  PaymentInteractionRequested(order, change) {
    of(order, change).interaction = change.userInteraction;
  },
  PaymentInteractionCompleted(order, change) {
    of(order, change).interaction = null;
  },
  KioskCodeIssued(order, change) {
    order.code = { text: change.shortPaymentID, due: change.dueDate };
  },
  RefundStarted(order, change) {
    of(order, change).refunds[change.refund.id] = Object.assign({}, change.refund);
  },
  RefundStatusChanged(order, change) {
    of(order, change).refunds[change.refundID].status = change.status;
  },
};

function of(order, change) {
  return order.payments.find((one) => one.id === change.paymentID);
}
