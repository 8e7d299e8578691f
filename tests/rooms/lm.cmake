codau_test(unit lm LIBS codau_train)
codau_test(property lm context LIBS codau_train)
codau_fuzz(language_model codau_train)
codau_fuzz(context_model codau_train)
