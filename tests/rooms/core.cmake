codau_test(unit core codau_core)
codau_test(property core codau_core)
codau_test(property box codau_core)
