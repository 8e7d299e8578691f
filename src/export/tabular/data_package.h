// export/tabular/data_package.h — makes datapackage.json, which describes CSV files as a
// Frictionless data package v2 (datapackage.org).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/schema/schema.h"

namespace codau::exports {

/// Describes a CSV file that was written by format_csv_header() and format_csv_line()
/// (export/tabular/row_text.h).
struct PackagedCsv {
  const record::Table& table;  ///< the schema of the rows; must outlive this object
  std::string path;            ///< relative to the package: "tasks.csv"
  std::uint64_t bytes = 0;     ///< size
  std::string sha256;          ///< lower-case hexadecimal
};

/// Returns the text of datapackage.json for these files, with a line feed at its end. For each
/// table, the text describes:
/// 1. the columns, with the permitted values of columns that hold codes (record/schema/codes.h);
/// 2. the primary key, and the foreign keys to tables that are in `files`.
/// The same input gives the same bytes.
[[nodiscard]] std::string make_data_package(const std::vector<PackagedCsv>& files);

}  // namespace codau::exports
