codau_test(unit lm codau_train)
codau_test(property lm codau_train)
codau_fuzz(language_model codau_train)
