"""The same sums asked of the event log alone, by SQL of the tests' own: nothing of projections, nothing of our code."""

AUTHORIZED = """
    SELECT a.stream, a.at, json_extract(CAST(a.data AS TEXT), '$.provider_id') AS provider,
        json_extract(CAST(a.data AS TEXT), '$.agent_id') AS agent,
        json_extract(CAST(a.data AS TEXT), '$.inserted') AS inserted,
        json_extract(CAST(a.data AS TEXT), '$.agent_fee') AS agent_fee,
        json_extract(CAST(a.data AS TEXT), '$.amount') AS amount,
        json_extract(CAST(a.data AS TEXT), '$.processing_fee') AS processing_fee,
        (SELECT kind FROM events e WHERE e.stream = a.stream
         AND e.kind IN ('PaymentAuthorized', 'PaymentCaptured', 'PaymentCancelled', 'PaymentRefunded')
         ORDER BY version DESC LIMIT 1) AS last
    FROM events a WHERE a.kind = 'PaymentAuthorized'
"""
"""Every payment as it was accepted, with the kind of the last event that moved its money."""
SUMS = "count(*), coalesce(sum(inserted), 0), coalesce(sum(agent_fee), 0), coalesce(sum(amount), 0)"
OF_PROVIDER = f"SELECT {SUMS} FROM ({AUTHORIZED}) WHERE provider = ? AND at >= ? AND at < ? AND last = ?"
OF_AGENT = f"""
    SELECT {SUMS}, coalesce(sum(processing_fee), 0) FROM ({AUTHORIZED})
    WHERE agent = ? AND at >= ? AND at < ? AND last = ?
"""
OF_PAIR = f"SELECT {SUMS} FROM ({AUTHORIZED}) WHERE agent = ? AND provider = ? AND at >= ? AND at < ? AND last = ?"
OF_ALL = f"SELECT {SUMS} FROM ({AUTHORIZED}) WHERE at >= ? AND at < ? AND last = ?"
DEPOSIT = """
    SELECT coalesce(sum(CASE WHEN json_extract(posting.value, '$[1]') = ?1 THEN json_extract(posting.value, '$[2]')
        ELSE -json_extract(posting.value, '$[2]') END), 0)
    FROM events, json_each(CAST(events.data AS TEXT), '$.postings') AS posting
    WHERE (json_extract(posting.value, '$[0]') = ?1 OR json_extract(posting.value, '$[1]') = ?1) AND events.at < ?2
"""
"""The balance of a ledger account before a moment: its postings, added up."""
CAPTURED, CANCELLED, REFUNDED, HELD = "PaymentCaptured", "PaymentCancelled", "PaymentRefunded", "PaymentAuthorized"
