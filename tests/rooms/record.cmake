codau_test(unit learnt_names record typed_row human_changes codes xref agency_spellings reasons human_edit line_edits
  LIBS codau_record codau_document codau_text nlohmann_json::nlohmann_json)
codau_test(property record human_edit calibration LIBS codau_record codau_document codau_text)

add_executable(print_records support/print_records.cpp)
target_compile_definitions(print_records PRIVATE CODAU_ROOT="${PROJECT_SOURCE_DIR}")
target_link_libraries(print_records PRIVATE codau_export codau_record codau_document codau_text
  codau_flags nlohmann_json::nlohmann_json)
add_test(NAME rule.json_schema COMMAND Python3::Interpreter
  ${PROJECT_SOURCE_DIR}/tests/rule/json_schema_test.py $<TARGET_FILE:print_records>)
set_tests_properties(rule.json_schema PROPERTIES LABELS "rule;fast")
add_executable(print_codes support/print_codes.cpp)
target_link_libraries(print_codes PRIVATE codau_record codau_flags)
add_test(NAME rule.code_lists COMMAND Python3::Interpreter
  ${PROJECT_SOURCE_DIR}/tests/rule/code_lists_test.py ${PROJECT_SOURCE_DIR} $<TARGET_FILE:print_codes>)
set_tests_properties(rule.code_lists PROPERTIES LABELS "rule;fast")
codau_fuzz(document codau_record codau_document codau_text)
