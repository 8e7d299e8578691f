codau_test(unit review connection_pool archive_neighbours handwritten_offers handwriting_matches LIBS codau_review codau_store)
codau_test(property scan_crop sample LIBS codau_review codau_store)

# Modules of the page: short, without cycles.
add_test(NAME rule.page_modules
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/page_modules_test.py)
set_tests_properties(rule.page_modules PROPERTIES LABELS "rule;fast")
