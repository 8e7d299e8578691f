// export/tabular/data_package.h — writes datapackage.json, which describes the CSV files as a
// Frictionless data package v2.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// A CSV file, already written, in the form of format_csv_line() (export/tabular/row_text.h).
struct PackagedCsv {
  const record::Table& table;
  std::string path;  ///< relative to the package, e.g. "tasks.csv"
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// Returns datapackage.json. Fields, keys and codes come from the tables, hash and size from
/// `files`. Foreign keys to tables outside `files` are left out. Deterministic; ends with a line
/// feed.
[[nodiscard]] std::string make_data_package(const std::vector<PackagedCsv>& files);

}  // namespace codau::exports
