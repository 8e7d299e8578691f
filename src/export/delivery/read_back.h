// export/delivery/read_back.h — reads written files back and compares them value by value.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "export/delivery/row_source.h"

namespace codau::exports {

/// Compares a file with the rows of a table. The function `same` reads the next record of the file
/// and tells whether it equals the row. The function `at_end` tells whether the file has no further
/// record. Throws Error{kOutput} EXPORT_MISMATCH with file and row.
void check_rows(const RowSource& rows, const record::Table& table,
                const std::filesystem::path& file,
                const std::function<bool(const record::Row&)>& same,
                const std::function<bool()>& at_end);

/// Throws Error{kOutput} EXPORT_MISMATCH unless the file holds exactly these bytes.
void check_bytes(const std::filesystem::path& file, std::string_view bytes);

/// Throws Error{kOutput} EXPORT_MISMATCH unless both hashes are equal.
void check_same(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected);

}  // namespace codau::exports
