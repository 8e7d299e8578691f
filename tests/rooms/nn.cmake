codau_test(unit convolution float_convolution model_file LIBS codau_nn)
codau_test(property nn LIBS codau_nn PkgConfig::HIGHWAY)
add_test(NAME rule.model_file COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/model_file_test.py)
set_tests_properties(rule.model_file PROPERTIES LABELS "rule;fast")
