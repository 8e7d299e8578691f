codau_test(unit pipeline codau_pipeline nlohmann_json::nlohmann_json)
codau_test(property pipeline codau_pipeline nlohmann_json::nlohmann_json)
target_compile_definitions(pipeline_property_test PRIVATE
  CODAU_WORKER="$<TARGET_FILE:codau-worker>")
add_dependencies(pipeline_property_test codau-worker)
codau_test(golden walk codau_pipeline)
codau_test(property cross_references codau_pipeline)
codau_test(property search codau_pipeline)
