"""The provider: subscribers, their balances and services, contracts with the processing centres that credit them."""
