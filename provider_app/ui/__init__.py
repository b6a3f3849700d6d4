"""The provider's window: its tabs, its forms, and what they show; every rule is the service's."""
