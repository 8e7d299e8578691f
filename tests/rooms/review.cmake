codau_test(unit review codau_review codau_store)
codau_test(unit connection_pool codau_review)
codau_test(property scan_crop codau_review)
codau_test(property sample codau_review codau_store)

# Modules of the page: short, without cycles.
add_test(NAME rule.page_modules
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/page_modules_test.py)
set_tests_properties(rule.page_modules PROPERTIES LABELS "rule;fast")
