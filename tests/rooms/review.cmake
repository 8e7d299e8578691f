codau_test(unit review codau_review codau_store)
