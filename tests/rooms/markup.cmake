codau_test(unit markup LIBS codau_markup)
codau_test(property markup LIBS codau_markup)
codau_fuzz(markup codau_markup)
