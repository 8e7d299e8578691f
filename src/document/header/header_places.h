// document/header/header_places.h — finds the places of number and date in a printed line of the
// head.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/range.h"

namespace codau::document {

/// The first lines of a document, among which its number and date are printed.
inline constexpr std::uint32_t kMaxDocumentHeadLines = 60;

/// Returns the bytes between "Số:" and the notation of `line`: digits, ink, dots or a blank; the
/// rest of a short line if no notation follows. The line begins with "Số", or is "(Kèm theo … số
/// …)". Nothing for any other line, and for "số 12/TTr-SYT" without a colon, which is cited.
[[nodiscard]] std::optional<ByteRange> find_number_place(std::string_view line);

/// Returns true if a line begins with "Số:", whatever follows, or has a find_number_place().
[[nodiscard]] bool has_number_label(std::string_view line);

/// The bytes of day, month and year in "…, ngày … tháng … năm …" or "…, 05/3/2024".
struct DatePlaces {
  ByteRange day, month, year;
};
[[nodiscard]] std::optional<DatePlaces> find_date_places(std::string_view line);

/// Returns `line` with `words` in a place of it: between single spaces if the place was blank.
/// No blank follows `words` before "/" or at the end of the line.
[[nodiscard]] std::string insert_words(std::string_view line, ByteRange place,
                                       std::string_view words);

/// Return a day and a month as decree 30/2020 prints them: "05"; "3", but "02".
[[nodiscard]] std::string format_day(int day);
[[nodiscard]] std::string format_month(int month);

}  // namespace codau::document
