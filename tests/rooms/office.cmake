codau_test(unit job page_plan read_api LIBS codau_office codau_store nlohmann_json::nlohmann_json SQLite::SQLite3)
codau_test(property page_plan LIBS codau_office)

# Modules of the page: short, without cycles.
add_test(NAME rule.page_modules
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/page_modules_test.py)
set_tests_properties(rule.page_modules PROPERTIES LABELS "rule;fast")
