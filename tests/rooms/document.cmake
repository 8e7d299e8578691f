codau_test(unit deadline codau_document)
codau_test(unit agency codau_document)
codau_test(unit reference codau_document)
