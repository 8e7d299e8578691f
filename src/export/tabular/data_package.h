// export/tabular/data_package.h — records/datapackage.json: the CSV files as a Frictionless data
// package v2.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/schema.h"

namespace codau::exports {

/// A machine CSV (export/tabular/tables.h), already written.
struct PackagedCsv {
  const record::Table& table;
  std::string path;  ///< relative to the package, e.g. "tasks.csv"
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// Returns the data package: fields, keys and codes from the table, hash and size from the file.
/// Leaves out foreign keys to tables that are not in `files`. Deterministic; ends with a line feed.
[[nodiscard]] std::string data_package(const std::vector<PackagedCsv>& files);

}  // namespace codau::exports
