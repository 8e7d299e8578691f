codau_test(unit core LIBS codau_core)
codau_test(property core box LIBS codau_core)
