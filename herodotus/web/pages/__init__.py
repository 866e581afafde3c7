"""The pages: one module each, with a `router` and a template of the same name."""
