codau_test(unit markup codau_markup)
codau_test(property markup codau_markup)
codau_fuzz(markup codau_markup)
