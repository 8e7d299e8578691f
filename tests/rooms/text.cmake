codau_test(unit unicode codau_text)
codau_test(unit page_json codau_text)
codau_test(property text codau_text)
codau_fuzz(page_json codau_text)
