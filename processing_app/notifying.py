"""How holders of wallets and providers are told of their payments: notices, and letters to payers."""

from common import ids
from common.database import Database
from common.role import Place
from processing_app.backoffice import LEISURE_SECONDS, Hands, Round, telling
from processing_app.service.wallets.notice_post import NoticePost, over_http
from processing_app.service.wallets.notice_sender import WIDTHS, NoticeSender
from processing_app.service.wallets.notices import Notices
from processing_app.service.wallets.noting import Noting
from processing_app.service.wallets.payer_letters import PayerLetters
from processing_app.service.webhooks.keys import Keys


class Notifying:
    """Builds what follows the log for them; its rounds are the wallets'."""

    def __init__(self, place: Place, database: Database) -> None:
        """Signing secrets follow from the role's own key."""
        clock, uid = place.clock, place.identity.uid
        post = NoticePost(place.secrets, Keys(place.secrets.own_key()), clock, over_http(place.log, clock, uid))
        self.noting = Noting(database, clock, uid)
        self.sender = NoticeSender(database, clock, place.log, post, ids.chance().random)
        self.payer_letters = PayerLetters(database, clock, place.settings.language)
        self.notices = Notices(clock, post, place.own)
        self._hands = Hands(WIDTHS)

    def rounds(self) -> list[Round]:
        """What is done behind the log, a thread each."""
        told = telling("notices", self.noting.turn, self.sender, self._hands)
        self.notices.changed = self.sender.changed
        return [told, Round("payers' letters", self.payer_letters.turn, LEISURE_SECONDS)]

    def close(self) -> None:
        """Wait for the attempts under way; behind the rounds."""
        self._hands.close()
