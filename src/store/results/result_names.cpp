#include "store/results/result_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "text/unicode.h"

namespace codau::store {
namespace {

constexpr std::size_t kMaxPartUnits = 120, kMaxPartBytes = 180, kMaxStemUnits = 180;
constexpr std::array<std::size_t, 3> kMarkDigits{4, 8, 16};
constexpr std::string_view kMark = " ~";

/// Endings of the files that codau reads.
constexpr auto kEndings =
    std::to_array<std::string_view>({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe",
                                     ".jfif", ".webp", ".jp2", ".jpx", ".j2k", ".j2c", ".txt"});
constexpr auto kResultEndings = std::to_array<std::string_view>({".pdf", ".txt"});

/// Device names on Windows, also with an ending. COM and LPT are devices with a digit as well.
constexpr auto kDevices =
    std::to_array<std::string_view>({"con", "prn", "aux", "nul", "conin$", "conout$"});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_device(std::string_view name) {
  const std::string base = text::to_lower(name.substr(0, name.find('.')));
  const std::string trimmed = base.substr(0, base.find_last_not_of(' ') + 1);
  if (std::ranges::find(kDevices, trimmed) != kDevices.end()) return true;
  if (!trimmed.starts_with("com") && !trimmed.starts_with("lpt")) return false;
  const std::string_view number = std::string_view(trimmed).substr(3);
  return (number.size() == 1 && is_digit(number.front())) || number == "¹" || number == "²" ||
         number == "³";
}

template <std::size_t kCount>
std::size_t ending_of(std::string_view name, const std::array<std::string_view, kCount>& endings) {
  const std::string lower = text::to_lower(name.substr(name.size() - std::min(name.size(), 5UL)));
  for (const std::string_view ending : endings) {
    if (lower.ends_with(ending)) return ending.size();
  }
  return 0;
}

/// Returns the length of the first character in bytes; 0 if it is not UTF-8.
std::size_t character_at(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
  const std::string_view one = bytes.substr(0, length);
  return one.size() == length && text::is_utf8(one) ? length : 0;
}

bool is_forbidden(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1)
    return first < 0x20U || first == 0x7FU ||
           std::string_view("<>:\"/\\|?*").find(character[0]) != std::string_view::npos;
  constexpr unsigned char kC1Lead = 0xC2, kC1End = 0xA0;
  return first == kC1Lead && static_cast<unsigned char>(character[1]) < kC1End;
}

std::string replace_forbidden(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t length = character_at(name);
    const std::string_view one = name.substr(0, std::max<std::size_t>(length, 1));
    out += length == 0 || is_forbidden(one) ? std::string_view("_") : one;
    name.remove_prefix(one.size());
  }
  return out;
}

void strip_end(std::string& name) { name.erase(name.find_last_not_of(". ") + 1); }

/// Returns the number of UTF-16 units, which Windows counts.
std::size_t count_units(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

/// Cuts the name after a whole character with its combining marks.
void cut(std::string& name) {
  std::size_t end = 0, units = 0;
  while (end < name.size()) {
    const std::size_t next = text::find_segment_end(name, end);
    units += count_units(std::string_view(name).substr(end, next - end));
    if (units > kMaxPartUnits || next > kMaxPartBytes) break;
    end = next;
  }
  if (end < name.size()) name.erase(end);
}

/// Returns a part of a stem that obeys the laws of make_scan_stem().
std::string make_safe(std::string_view part) {
  std::string name = text::to_nfc(replace_forbidden(part));
  if (name.starts_with('.')) name.front() = '_';  // such names are hidden, or used by codau
  cut(name);
  strip_end(name);
  if (name.empty()) return "_";
  if (is_device(name)) name.insert(std::min(name.find('.'), name.size()), "_");
  return name;
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (!part.empty() && part != ".") parts.push_back(part);
  }
  return parts;
}

std::string join(std::span<const std::string_view> folders, std::string_view last) {
  std::vector<std::string> safe;
  for (const std::string_view folder : folders) {
    safe.push_back(make_safe(folder));
    if (ending_of(safe.back(), kResultEndings) > 0) safe.back() += '_';
  }
  const std::string name = make_safe(last);
  while (true) {
    std::string stem;
    for (const std::string& folder : safe) stem += folder + '/';
    stem += name;
    if (safe.empty() || count_units(stem) <= kMaxStemUnits) return stem;
    safe.pop_back();
  }
}

/// Tells whether a folded stem ends like a name with a mark: such a stem always gets a mark.
bool ends_with_mark(std::string_view key) {
  return std::ranges::any_of(kMarkDigits, [&](std::size_t digits) {
    if (key.size() < digits + kMark.size()) return false;
    const std::string_view end = key.substr(key.size() - digits - kMark.size());
    return end.starts_with(kMark) && std::ranges::all_of(end.substr(kMark.size()), [](char c) {
             return is_digit(c) || (c >= 'a' && c <= 'f');
           });
  });
}

}  // namespace

std::string make_scan_stem(std::string_view path) {
  std::vector<std::string_view> parts = split(path);
  if (parts.empty()) return "_";
  const std::string_view file = parts.back();
  parts.pop_back();
  return join(parts, file.substr(0, file.size() - ending_of(file, kEndings)));
}

std::string make_folder_stem(std::string_view path) {
  std::vector<std::string_view> parts = split(path);
  if (parts.empty()) return "_";
  const std::string_view last = parts.back();
  parts.pop_back();
  return join(parts, last);
}

std::string make_further_stem(std::string_view stem, std::size_t number) {
  return std::string(stem) + " (" + std::to_string(number) + ')';
}

std::string fold_stem(std::string_view stem) {
  return text::to_nfc(text::to_lower(text::to_upper(text::to_lower(text::to_nfc(stem)))));
}

std::string make_result_name(const NamedDocument& document, const HasRival& has_rival,
                             const IsForeign& is_foreign) {
  const auto is_free = [&](const std::string& name) { return !is_foreign || !is_foreign(name); };
  const bool has_any = has_rival("");
  if (!has_any && !ends_with_mark(fold_stem(document.stem)) && is_free(document.stem))
    return document.stem;
  for (const std::size_t digits : kMarkDigits) {
    const std::string_view mark = std::string_view(document.doc_id).substr(0, digits);
    std::string name = document.stem + std::string(kMark) + std::string(mark);
    if ((!has_any || !has_rival(mark)) && is_free(name)) return name;
  }
  throw Error(
      ErrorCode::kOutput,
      document.stem + ": " +
          both("tệp không phải của codau đã chiếm mọi tên có thể đặt cho kết quả; hãy chuyển "
               "các tệp ấy ra khỏi thư mục text/ và pdf/",
               "files that are not codau's have all names that this result may get; move "
               "them out of text/ and pdf/"));
}

}  // namespace codau::store
