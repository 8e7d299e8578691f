// export/delivery/read_back.h — what was written is read again and compared, value by value.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "export/delivery/row_source.h"

namespace codau::exports {

/// Goes through the rows of a table: `same` reads the next record of the file and says whether it
/// holds the row; `at_end` whether nothing is left. Throws Error{kOutput} EXPORT_MISMATCH with file
/// and row.
void check_rows(const RowSource& rows, const record::Table& table,
                const std::filesystem::path& file,
                const std::function<bool(const record::Row&)>& same,
                const std::function<bool()>& at_end);

/// Throws the same unless the file holds these bytes.
void check_bytes(const std::filesystem::path& file, std::string_view bytes);

/// Throws the same unless both hashes are the same.
void check_same(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected);

}  // namespace codau::exports
