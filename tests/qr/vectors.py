"""Codes of other networks as they were published, and ours of reference/payments.md B, with what is known of each."""

BEIJING = (
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT"
    "6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME"
    "91320016A0112233449988770708123456786304A13A"
)
"""EMVCo, Merchant-Presented Mode 1.1, the example of its annex."""
DYNAMIC = (
    "00020101021226250009ru.paysim0108SHOP00015204481453036435406150.005802RU5909MEGASVYAZ6004PERM"
    "62240106INV-42051091612345676304E686"
)
STATIC = (
    "00020101021126250009ru.paysim0108SHOP00015204481453036435802RU5909MEGASVYAZ6004PERM63043441"
)  # fmt: skip
EMV = {"Beijing": BEIJING, "dynamic": DYNAMIC, "static": STATIC}

STANDARDS_OWN = (
    'ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225|'
    "CorrespAcc=30101810400000000225|PayeeINN=6200098765|LastName=Иванов|Sum=100000"
)
"""The standard's own sample, cut short: its accounts fit the BIC, its INN is made up."""
BILL = (
    "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810900000000042|BankName=ПАО Сбербанк|BIC=044525225|"
    "CorrespAcc=30101810400000000225|Sum=15000|Purpose=Оплата по счёту 42|PayeeINN=7707083893"
)

SBP = {
    "static": "https://qr.nspk.ru/AS100001ORTF4GAF80KPJ53K186D9A3G?type=01&bank=100000000007&crc=0C8A",
    "10 roubles": "https://qr.nspk.ru/AD1000031A4PDMGD838OFSMGHLJRV12T"
    "?type=02&bank=100000000004&sum=1000&cur=RUB&crc=8C61",
    "a kopeck": "https://qr.nspk.ru/AD100004BAL7227F9BNP6KNE007J9B3K?type=02&bank=100000000007&sum=1&cur=RUB&crc=AB75",
    "binding": "https://sub.nspk.ru/AB1S002LBQ7PDTTE88HQ1SE2PVFVTP04?type=03&bank=100000000111&crc=3B02",
    "a rouble": "https://qr.nspk.ru/AD10003B4EACO3648G89G25T6DLRGBLB"
    "?type=02&bank=100000000111&sum=100&cur=RUB&crc=1A23",
    "own static": "https://qr.nspk.ru/AS100000000000000000000000000042?type=01&bank=100000000999&crc=4363",
    "own dynamic": "https://qr.nspk.ru/AD100000000000000000000000000042"
    "?type=02&bank=100000000999&sum=15000&cur=RUB&crc=8903",
}
SBP_WRONG = (
    "https://qr.nspk.ru/AS1000670LSS7DN18SJQDNP4B05KLJL2?type=01&bank=100000000001&sum=10000&cur=RUB&crc=C08B",
    "https://qr.nspk.ru/AS1000670LSS7DN18SJQDNP4B05KLJL2?type=01&bank=100000000001&crc=C08B",
    "https://qr.nspk.ru/AS1000670LSS7DN18SJQDNP4B05KLJL2?type=02&bank=100000000001&sum=10000&cur=RUB&crc=C08B",
)
"""The one published link whose checksum does not fit, in the spellings in which it is met."""
