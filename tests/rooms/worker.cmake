codau_test(unit bundled_data worker late_changes unread_ink LIBS codau_worker)
codau_test(property late_changes worker LIBS codau_worker)
codau_fuzz(worker_protocol codau_worker)
if(NOT CODAU_SANITIZE)  # which looks around in ways that are refused
  codau_test(unit sandbox LIBS codau_worker)
endif()

# Faults that are real, in a library that is loaded into the workers.
if(TARGET codau AND NOT CODAU_SANITIZE)
  add_library(codau_faulty SHARED e2e/faulty_library.cpp)
  target_link_libraries(codau_faulty PRIVATE codau_flags)
  add_executable(without_sandbox e2e/without_sandbox.cpp)
  target_link_libraries(without_sandbox PRIVATE codau_flags PkgConfig::SECCOMP)
  add_test(NAME e2e.sandbox COMMAND Python3::Interpreter
    ${PROJECT_SOURCE_DIR}/tests/e2e/sandbox_test.py $<TARGET_FILE:codau>
    $<TARGET_FILE:without_sandbox> $<TARGET_FILE:codau_faulty>)
  set_tests_properties(e2e.sandbox PROPERTIES LABELS e2e TIMEOUT 600)
  foreach(lost lost_pages lost_documents)
    add_test(NAME e2e.${lost} COMMAND Python3::Interpreter
      ${PROJECT_SOURCE_DIR}/tests/e2e/${lost}_test.py $<TARGET_FILE:codau>
      $<TARGET_FILE:codau_faulty>)
    set_tests_properties(e2e.${lost} PROPERTIES LABELS e2e TIMEOUT 900)
  endforeach()

  # Kills, full disks and power cuts at random moments: few here, many where tests/bench/faults.py runs by itself.
  add_library(codau_unsynced SHARED e2e/unsynced_library.cpp)
  target_link_libraries(codau_unsynced PRIVATE codau_flags)
  add_test(NAME e2e.faults_at_length COMMAND Python3::Interpreter
    ${PROJECT_SOURCE_DIR}/tests/bench/faults.py $<TARGET_FILE:codau> --library $<TARGET_FILE:codau_unsynced>
    --kills 5 --cuts 6 --disks 3 --texts 6)
  set_tests_properties(e2e.faults_at_length PROPERTIES LABELS e2e TIMEOUT 600)
endif()
