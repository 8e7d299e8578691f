#include "office/api/param_reader.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <system_error>

#include "text/unicode.h"

namespace codau::office {
namespace {

constexpr std::size_t kMostTextBytes = 500;

template <class Number>
std::optional<Number> parse(std::string_view digits) {
  Number out{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  const bool is_whole = error == std::errc() && end == digits.data() + digits.size();
  return is_whole ? std::optional(out) : std::nullopt;
}

bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char of_form) {
    return of_form == '0' ? c >= '0' && c <= '9' : c == of_form;
  });
}

bool is_date(std::string_view text) {
  if (!has_form(text, "0000-00-00")) return false;
  const std::chrono::year_month_day date{std::chrono::year(*parse<int>(text.substr(0, 4))),
                                         std::chrono::month(*parse<unsigned>(text.substr(5, 2))),
                                         std::chrono::day(*parse<unsigned>(text.substr(8, 2)))};
  return date.ok();
}

}  // namespace

std::string_view ParamReader::find(std::string_view name) const {
  const auto found = params_.find(name);
  return found == params_.end() ? std::string_view() : std::string_view(found->second);
}

void ParamReader::refuse(std::string_view name, const Message& rule) {
  if (fault_) return;
  fault_ = web::make_problem(
      400,
      both("tham số " + std::string(name) + ": ", "parameter " + std::string(name) + ": ") + rule);
}

std::string ParamReader::text(std::string_view name) {
  const std::string_view value = find(name);
  const bool is_control = std::ranges::any_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU;
  });
  if (value.size() <= kMostTextBytes && text::is_utf8(value) && !is_control)
    return text::to_nfc(value);
  refuse(name, both("phải là chữ UTF-8, không quá 500 byte", "must be UTF-8, at most 500 bytes"));
  return {};
}

std::string ParamReader::date(std::string_view name) {
  const std::string_view value = find(name);
  if (value.empty() || is_date(value)) return std::string(value);
  refuse(name, both("phải là ngày có thật, dạng NĂM-THÁNG-NGÀY như 2026-11-30",
                    "must be a date that exists, such as 2026-11-30"));
  return {};
}

std::string ParamReader::month(std::string_view name) {
  const std::string value(find(name));
  if (is_date(value + "-01")) return value;
  refuse(name,
         both("phải là tháng, dạng NĂM-THÁNG như 2026-11", "must be a month, such as 2026-11"));
  return {};
}

std::optional<std::int64_t> ParamReader::number(std::string_view name, std::int64_t least,
                                                std::int64_t most) {
  const std::string_view value = find(name);
  if (value.empty()) return std::nullopt;
  const auto out = parse<std::int64_t>(value);
  if (out && *out >= least && *out <= most) return out;
  const std::string range = std::to_string(least) + "–" + std::to_string(most);
  refuse(name, both("phải là số nguyên " + range, "must be a whole number " + range));
  return std::nullopt;
}

bool ParamReader::flag(std::string_view name) {
  const std::string_view value = find(name);
  if (value == "1" || value == "true") return true;
  if (!value.empty() && value != "0" && value != "false")
    refuse(name, both("phải là 0 hoặc 1", "must be 0 or 1"));
  return false;
}

std::size_t ParamReader::choice(std::string_view name, std::span<const std::string_view> choices) {
  const std::string_view value = find(name);
  if (value.empty()) return 0;
  const auto found = std::ranges::find(choices, value);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  std::string list;
  for (const std::string_view one : choices)
    (list += list.empty() || one.empty() ? "" : ", ") += one;
  refuse(name, both("phải là một trong: " + list, "must be one of: " + list));
  return 0;
}

std::size_t ParamReader::limit(std::size_t usual, std::size_t most) {
  const auto out = number("limit", 1, static_cast<std::int64_t>(most));
  return out ? static_cast<std::size_t>(*out) : usual;
}

std::optional<CursorValues> ParamReader::after(std::string_view list, std::size_t size) {
  const std::string_view value = find("after");
  if (value.empty()) return std::nullopt;
  auto out = decode_cursor(list, value);
  if (out && out->size() == size) return out;
  refuse_cursor();
  return std::nullopt;
}

void ParamReader::refuse_cursor() {
  refuse("after", both("không phải con trỏ của danh sách này với cách sắp xếp này; hãy tải lại từ "
                       "đầu danh sách",
                       "is no cursor of this list in this order; begin with the first page"));
}

}  // namespace codau::office
