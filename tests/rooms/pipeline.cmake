codau_test(unit pipeline codau_pipeline nlohmann_json::nlohmann_json)
codau_test(unit merge codau_pipeline)
codau_test(unit older codau_pipeline)
codau_test(unit run_parts codau_pipeline)
codau_test(property pipeline codau_pipeline nlohmann_json::nlohmann_json)
target_compile_definitions(pipeline_property_test PRIVATE
  CODAU_WORKER="$<TARGET_FILE:codau-worker>")
add_dependencies(pipeline_property_test codau-worker)
codau_fuzz(document_parts codau_pipeline)
codau_test(golden walk codau_pipeline)
codau_test(property cross_references codau_pipeline)
codau_test(property search codau_pipeline)

# A worker that lies, in the place of the program of the workers.
add_executable(lying_worker support/lying_worker.cpp)
target_link_libraries(lying_worker PRIVATE codau_worker codau_flags)
codau_test(property lies codau_pipeline)
target_compile_definitions(lies_property_test PRIVATE CODAU_LIAR="$<TARGET_FILE:lying_worker>")
add_dependencies(lies_property_test lying_worker)
