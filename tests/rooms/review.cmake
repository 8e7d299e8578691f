codau_test(unit review codau_review codau_store)
codau_test(unit callers codau_review)
codau_test(property sight codau_review)
codau_test(property sample codau_review codau_store)
