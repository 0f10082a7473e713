# Everything is in bootstrap.py, which works where there is no make: python3 bootstrap.py run
PYTHON ?= python3

.PHONY: run test check setup bench lock

# Ctrl-C is how it ends.
run:
	@$(PYTHON) bootstrap.py $@ || test $$? -eq 130

test check setup lock:
	@$(PYTHON) bootstrap.py $@

bench:
	@$(PYTHON) bootstrap.py $@ $(NAME)
