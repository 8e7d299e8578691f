# The tools that measure, and the whole program on the samples of data/samples.
add_test(NAME rule.scoring
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/scoring_test.py)
set_tests_properties(rule.scoring PROPERTIES LABELS "rule;fast")
add_test(NAME rule.record_scores
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/record_scores_test.py)
set_tests_properties(rule.record_scores PROPERTIES LABELS "rule;fast")
add_test(NAME rule.paper_scores
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/paper_scores_test.py)
set_tests_properties(rule.paper_scores PROPERTIES LABELS "rule;fast")
add_test(NAME rule.agency_scores
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/agency_scores_test.py)
set_tests_properties(rule.agency_scores PROPERTIES LABELS "rule;fast")
add_test(NAME rule.silent
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/silent_test.py)
set_tests_properties(rule.silent PROPERTIES LABELS "rule;fast")
add_test(NAME rule.reliability
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/reliability_test.py)
set_tests_properties(rule.reliability PROPERTIES LABELS "rule;fast")
add_test(NAME rule.hand
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/hand_test.py)
set_tests_properties(rule.hand PROPERTIES LABELS "rule;fast")
add_test(NAME rule.thresholds
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/thresholds_test.py)
set_tests_properties(rule.thresholds PROPERTIES LABELS "rule;fast")
add_test(NAME rule.release
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/release_test.py)
set_tests_properties(rule.release PROPERTIES LABELS "rule;fast")
add_test(NAME rule.page_images
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/page_images_test.py)
add_test(NAME rule.training_lines
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/training_lines_test.py)
add_test(NAME rule.planes
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/planes_test.py)
add_test(NAME rule.page_map_tools
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/rule/page_map_tools_test.py)
set_tests_properties(rule.page_images rule.training_lines rule.planes rule.page_map_tools PROPERTIES LABELS rule)
codau_test(unit train LIBS codau_train)
if(TARGET codau_line_training)  # only with Eigen
  codau_test(unit train_lines LIBS codau_line_training)
  codau_test(property train_lines LIBS codau_line_training)
endif()

if(TARGET codau)
  add_test(NAME e2e.samples
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/e2e/samples_test.py $<TARGET_FILE:codau>)
  set_tests_properties(e2e.samples PROPERTIES LABELS e2e TIMEOUT 900)
endif()
add_test(NAME rule.scale_plan COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/scale_plan
  --check ${PROJECT_SOURCE_DIR}/docs/scale.md)
set_tests_properties(rule.scale_plan PROPERTIES LABELS "rule;fast")
