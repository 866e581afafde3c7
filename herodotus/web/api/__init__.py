"""The API: one module a noun, each with a `router`; the models are the contract."""
