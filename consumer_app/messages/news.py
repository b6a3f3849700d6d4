"""What is asked and answered about the news that providers tell."""

from datetime import datetime

from common.protocol.consumer import NewsKind
from common.protocol.endpoint import Message
from common.words import Words


class AskNews(Message, frozen=True):
    """The newest news, of one contract or of all."""

    contract: str = ""
    limit: int = 50


class NewsHeard(Message, frozen=True):
    """A piece of news as it came."""

    contract: str
    news_id: str
    kind: NewsKind
    at: datetime
    heard_at: datetime
    text: Words
    amount: int | None = None
    balance: int | None = None
    currency: str = "RUB"


class News(Message, frozen=True):
    """News, newest first."""

    news: list[NewsHeard]
