// office/api/cursor.h — the cursors of lists. A cursor is the place of the last row of a page. The
// next page then neither skips nor repeats a row while rows are added.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace codau::office {

/// A value of a place; nothing stands for NULL.
using CursorValue = std::variant<std::monostate, std::int64_t, std::string>;
/// The values of a place.
using CursorValues = std::vector<CursorValue>;

/// Returns the cursor of a place in the list `list`: letters, digits, '-' and '_'.
[[nodiscard]] std::string encode_cursor(std::string_view list, const CursorValues& values);
/// Returns the place of a cursor. Returns nothing unless encode_cursor() may have made the text for
/// this list. Gives back the values that were encoded, if their texts are UTF-8.
[[nodiscard]] std::optional<CursorValues> decode_cursor(std::string_view list,
                                                        std::string_view cursor);

/// Returns the value as text or number; nothing if it is of another type.
[[nodiscard]] std::optional<std::string> get_text(const CursorValue& value);
[[nodiscard]] std::optional<std::int64_t> get_number(const CursorValue& value);

}  // namespace codau::office
