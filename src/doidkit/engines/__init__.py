"""One foreign engine a module, each translating that engine's errors into doidkit's."""
