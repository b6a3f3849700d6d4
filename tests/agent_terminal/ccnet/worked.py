"""Worked frames of reference/ccnet.md 11: every CRC there matches the vendor's documents, public code or logs."""

# Who says it, what it is, and its bytes.
WORKED = (
    ("host", "RESET", "02 03 06 30 41 B3"),
    ("host", "GET STATUS", "02 03 06 31 C8 A2"),
    ("host", "SET SECURITY 000000 (all low)", "02 03 09 32 00 00 00 26 1F"),
    ("host", "SET SECURITY FFFFFF (all high)", "02 03 09 32 FF FF FF 6D 29"),
    ("host", "POLL", "02 03 06 33 DA 81"),
    ("host", "ENABLE BILL TYPES, all on, escrow on", "02 03 0C 34 FF FF FF FF FF FF FE F7"),
    ("host", "ENABLE BILL TYPES, all on, escrow off", "02 03 0C 34 FF FF FF 00 00 00 B5 C1"),
    ("host", "ENABLE BILL TYPES, none (disable)", "02 03 0C 34 00 00 00 00 00 00 17 0C"),
    ("host", "ENABLE types 2–6, no escrow", "02 03 0C 34 00 00 7C 00 00 00 66 C1"),
    ("host", "ENABLE types 2–7, no escrow", "02 03 0C 34 00 00 FC 00 00 00 08 EC"),
    ("host", "ENABLE types 2–7 with escrow", "02 03 0C 34 00 00 FC 00 00 FC EB D1"),
    ("host", "ENABLE types 2–7,12,13 with escrow (RUB incl. 200/2000)", "02 03 0C 34 00 30 FC 00 30 FC 98 B3"),
    ("host", "STACK", "02 03 06 35 EC E4"),
    ("host", "RETURN", "02 03 06 36 77 D6"),
    ("host", "IDENTIFICATION", "02 03 06 37 FE C7"),
    ("host", "HOLD", "02 03 06 38 09 3F"),
    ("host", "SET BARCODE PARAMETERS: interleaved 2 of 5, 18 chars", "02 03 08 39 01 12 B9 C0"),
    ("host", "EXTRACT BARCODE DATA", "02 03 06 3A 1B 1C"),
    ("host", "GET BILL TABLE", "02 03 06 41 4F D1"),
    ("host", "DOWNLOAD (enter)", "02 03 06 50 47 D0"),
    ("host", "DOWNLOAD status, sub-command 00", "02 03 07 50 00 B7 6C"),
    ("host", "GET CRC32 OF THE CODE", "02 03 06 51 CE C1"),
    ("host", "REQUEST STATISTICS", "02 03 06 60 C4 E1"),
    ("host", "SET OPTIONS: BillTable48 on (Y2 bit 7 reading)", "02 03 0A 68 00 80 00 00 70 7D"),
    ("host", "GET OPTIONS", "02 03 06 69 05 7C"),
    ("host", "GET CRC16, seed 0000", "02 03 08 56 00 00 78 A5"),
    ("host", "SET ESCROW TIME-OUTS 20 s bill, 20 s voucher", "02 03 0E 5A 00 00 4E 20 00 00 4E 20 A2 26"),
    ("both", "ACK", "02 03 06 00 C2 82"),
    ("both", "NAK", "02 03 06 FF BA 8D"),
    ("device", "ILLEGAL COMMAND (same bytes as the RESET command)", "02 03 06 30 41 B3"),
    ("device", "POWER UP", "02 03 06 10 43 92"),
    ("device", "POWER UP WITH BILL IN VALIDATOR", "02 03 06 11 CA 83"),
    ("device", "POWER UP WITH BILL IN STACKER", "02 03 06 12 51 B1"),
    ("device", "INITIALIZE", "02 03 06 13 D8 A0"),
    ("device", "IDLING", "02 03 06 14 67 D4"),
    ("device", "ACCEPTING", "02 03 06 15 EE C5"),
    ("device", "STACKING", "02 03 06 17 FC E6"),
    ("device", "RETURNING", "02 03 06 18 0B 1E"),
    ("device", "UNIT DISABLED", "02 03 06 19 82 0F"),
    ("device", "HOLDING", "02 03 06 1A 19 3D"),
    ("device", "DEVICE BUSY, 500 ms", "02 03 07 1B 05 D4 99"),
    ("device", "DEVICE BUSY, short form seen in the field", "02 03 06 1B 90 2C"),
    ("device", "REJECTING, insertion", "02 03 07 1C 60 77 E0"),
    ("device", "REJECTING, identification", "02 03 07 1C 65 DA B7"),
    ("device", "REJECTING, verification", "02 03 07 1C 66 41 85"),
    ("device", "REJECTING, inhibited type", "02 03 07 1C 68 3F 6C"),
    ("device", "DROP CASSETTE FULL (same bytes as GET BILL TABLE)", "02 03 06 41 4F D1"),
    ("device", "DROP CASSETTE OUT OF POSITION", "02 03 06 42 D4 E3"),
    ("device", "VALIDATOR JAMMED", "02 03 06 43 5D F2"),
    ("device", "DROP CASSETTE JAMMED", "02 03 06 44 E2 86"),
    ("device", "CHEATED", "02 03 06 45 6B 97"),
    ("device", "PAUSE", "02 03 06 46 F0 A5"),
    ("device", "FAILURE, stack motor", "02 03 07 47 50 AB E6"),
    ("device", "FAILURE, optic channel", "02 03 07 47 55 06 B1"),
    ("device", "ESCROW, type 0", "02 03 07 80 00 8C 33"),
    ("device", "ESCROW, type 4", "02 03 07 80 04 A8 75"),
    ("device", "ESCROW, type 13 (CRC/data holds 0D)", "02 03 07 80 0D 69 E8"),
    ("device", "ESCROW, barcode coupon (type 23)", "02 03 07 80 17 B2 57"),
    ("device", "BILL STACKED, type 0", "02 03 07 81 00 54 2A"),
    ("device", "BILL STACKED, type 4", "02 03 07 81 04 70 6C"),
    ("device", "BILL STACKED, type 7", "02 03 07 81 07 EB 5E"),
    ("device", "BILL STACKED, type 12", "02 03 07 81 0C 38 E0"),
    ("device", "BILL STACKED, type 13", "02 03 07 81 0D B1 F1"),
    ("device", "BILL RETURNED, type 4", "02 03 07 82 04 18 46"),
    ("device", "counterfeit held (rev 2.5.6+)", "02 03 07 90 00 1D A6"),
    ("device", "suspected bill (rev 2.5.6+)", "02 03 07 84 00 EC 54"),
    ("device", "GET STATUS answer: nothing enabled, all low security", "02 03 0B 00 00 00 00 00 00 A8 67"),
    ("device", "GET STATUS answer seen on a real FLS-EU after enabling FFFFFF", "02 03 0B 80 00 7F 00 00 00 B6 8A"),
    ("device", "GET CRC32 answer 12 34 56 78", "02 03 09 12 34 56 78 52 0D"),
)

IDENTIFICATION_OF_FLS = (
    "02 03 27 46 4C 53 2D 45 55 31 30 2D 36 39 33 36 33 39 30 37 "
    "4B 49 34 31 41 53 37 34 38 32 75 ED 8D C8 03 3F 7B 35 DA"
)
IDENTIFICATION_OF_MVU = (
    "02 03 27 56 55 2D 55 41 31 38 33 37 41 46 20 20 20 20 30 30 "
    "4B 35 30 35 30 32 31 38 31 31 41 10 00 00 00 C9 FF BB 46"
)
EURO_TABLE = (
    (0, 5, "EUR"),
    (1, 10, "EUR"),
    (2, 20, "EUR"),
    (3, 50, "EUR"),
    (4, 100, "EUR"),
    (5, 200, "EUR"),
    (6, 500, "EUR"),
)
HRYVNIA_TABLE = tuple((number, value, "UKR") for number, value in enumerate((5, 10, 20, 50, 100, 200, 500, 1000)))
ROUBLE_TABLE = (
    (2, 10, "RUS"), (3, 50, "RUS"), (4, 100, "RUS"), (5, 500, "RUS"), (6, 1000, "RUS"), (7, 5000, "RUS"),
    (12, 200, "RUS"), (13, 2000, "RUS"),
)  # fmt: skip
WRONG_IN_PUBLIC_CODE = (
    "02 03 0C 34 00 00 00 00 00 00 B5 C1",
    "02 03 07 80 03 9E 10",
    "02 03 07 81 03 46 09",
    "02 03 06 30 65 2E",
)
"""Frames with wrong CRCs that circulate, and one that an npm package emits."""
