#include "text/lexicon.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "text/data_table.h"
#include "text/unicode.h"

namespace codau::text {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kPlaceRole = "place";    ///< several places may share a form
constexpr std::string_view kRemoveMark = "remove";  ///< a mark that every role accepts
constexpr std::string_view kAnyType = "*";
constexpr std::size_t kMaxCells = 6;
constexpr std::size_t kMaxTableBytes = 64U << 20U;  ///< the table of all places has 1 MiB
constexpr std::size_t kMaxFormBytes = 400;          ///< bytes

/// Returns true for a valid date such as "2025-07-01".
bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int out = 0;
    for (const char c : text.substr(at, size)) {
      if (c < '0' || c > '9') return -1;
      out = 10 * out + (c - '0');
    }
    return out;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return year > 0 && month > 0 && day > 0 && date.ok();
}

/// Returns true for a day of every year such as "05-01". The 29th of February is refused, because a
/// yearly holiday needs a day in each year.
bool is_day_of_year(std::string_view text) {
  return text.size() == 5 && is_day("2025-" + std::string(text));
}

bool is_valid_year(std::string_view text) {
  return text.size() == 4 && is_day(std::string(text) + "-01-01");
}

/// The rules of a role: its types ("*": any code) and its marks with the values that they accept.
/// Values are listed words ("tasks:all,tables"), a number from 1 to 99 ("number:#"), or any words
/// ("stands:+"). A mark without a colon ("title") takes no value.
struct RoleRule {
  std::string_view role, types, marks;  ///< joined by '|'
  bool (*is_form)(std::string_view) = nullptr;
};
constexpr std::string_view kAgencyMarks =
    "level:central,province,district,commune,village,unit,party,front,other|short:+|successor:+";
constexpr auto kRoleRules = std::to_array<RoleRule>({
    {"agency", "organ|unit|post|mass_org|party|press|other", kAgencyMarks},
    {"agency_compound", "", ""},
    {"abbreviation", "", "stands:+"},
    {"short_form_word", "", ""},
    {"no_initial", "", ""},
    {"place", "province|district|commune", ""},
    {"joined_province", "", "successor:+"},
    {"duty_verb", "", "not_behind:+"},
    {"counted_verb", "", ""},
    {"handing_verb", "", ""},
    {"bare_type", "", ""},
    {"organ_duties", "", ""},
    {"field_verb", "", "heads:+|not_before:+"},
    {"duty_adverb", "", ""},
    {"thing_word", "", ""},
    {"sending_verb", "", "not_behind:+"},
    {"sent_person", "", ""},
    {"duty_opening", "", ""},
    {"thing_opening", "", ""},
    {"clause_opening", "", ""},
    {"topic_opening", "", ""},
    {"day_label", "", ""},
    {"past_word", "", ""},
    {"state_word", "", ""},
    {"call", "", "order|request|told"},
    {"no_call", "", ""},
    {"actor_verb", "", "list|title|duty|charge|bound"},
    {"ruled_act", "", ""},
    // names of agencies in sentences
    {"name_ender", "", "not_before:+|not_behind:+"},
    {"torn_end", "", "not_behind:+"},
    {"clause_word", "", "not_behind:+|not_before:+"},
    {"noun_head", "", "not_behind:+"},
    {"noun_verb", "", ""},
    {"organisation_tail", "", ""},
    {"group_noun", "", "own"},
    {"school_level", "", ""},
    {"organ_post", "", ""},
    {"person_post", "", ""},
    {"person_title", "", ""},
    {"misread_title", "", ""},
    {"person_trade", "", ""},
    {"place_word", "", ""},
    {"compound", "", ""},
    {"small_head", "", ""},
    {"seated_head", "", ""},
    {"level_end", "", ""},
    {"level_joiner", "", ""},
    {"managed_thing", "", ""},
    // kinds of agencies
    {"head_word", "", "before:place,group"},
    {"group_head", "", ""},
    {"no_head", "", "end"},
    {"marked_head", "", ""},
    {"named_unit", "", ""},
    {"issuer_head", "open", "acts|below_title"},
    {"organ_head", "", ""},
    {"name_head", "", "trade"},
    {"learnt_name", "", ""},
    {"set_phrase", "", ""},
    {"no_organ", "", ""},
    {"outside_head", "", ""},
    {"territory_head", "", ""},
    {"unit_word", "province|district|commune|village", "unmarked"},
    {"unit_organ", "", "unit:+"},
    {"level_word", "central|party|front|village|unit", ""},
    {"central_city", "", ""},
    // documents and who signs them
    {"document_type", "*", "number:#|title|tasks:all,tables|asks|sections:organisation|year"},
    {"other_type", "*", "tasks:all,tables"},
    {"type_addition", "", ""},
    {"citing_verb", "basis|implements|mentions|self|amends|replaces", ""},
    {"paper_verb", "", "title"},
    {"division", "", ""},
    {"organ_letters", "", "end"},
    {"law_title", "", ""},
    {"act_word", "", ""},
    {"act_second", "", ""},
    {"act_end", "", "amending"},
    {"act_inner", "", ""},
    {"office", "", "organ|no_deputy"},
    {"office_word", "", ""},
    {"degree", "", ""},
    {"rank", "", ""},
    {"recipient_purpose", "report|implement|inform", "bare"},
    {"family_name", "", "telling|word"},
    {"column", "ordinal|task|lead|coop|output|start|deadline|budget|note|code", "exact"},
    {"label_word", "lead|coop|output|deadline|budget|task|who|other|act|past", "weak|time"},
    {"bound_word", "", ""},
    {"other_column", "", ""},
    // properties of the words below or after a phrase
    {"scope_heading", "anywhere|begin", ""},
    {"aim_heading", "", "items"},
    {"statement_opening", "", ""},
    {"task_heading", "", ""},
    {"frame_heading", "", ""},
    {"preamble_opening", "", ""},
    {"sentence_word", "", ""},
    {"general_opening", "", "closing|line|marked|not_before:+"},
    {"enactment", "", ""},
    {"reader_plea", "", ""},
    {"title_joiner", "", ""},
    {"open_end", "", "organ|title|text|marked|units"},
    {"money_unit", "1|1000|1000000|1000000000", "title"},
    // when offices work
    {"yearly_holiday", "", "", is_day_of_year},
    {"holiday", "", "", is_day},
    {"working_day", "", "", is_day},
    {"holiday_year", "", "", is_valid_year},
});

const RoleRule* find_rule(std::string_view role) {
  const auto found = std::ranges::find(kRoleRules, role, &RoleRule::role);
  return found == kRoleRules.end() ? nullptr : &*found;
}

bool is_one_of(std::string_view list, std::string_view name) {
  return std::ranges::count(split(list, '|'), name) > 0;
}

std::string_view trim_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Calls `take` with the name and value of each mark of a cell; returns false if the cell is
/// malformed.
template <class Take>
bool for_each_mark(std::string_view cell, const Take& take) {
  if (cell.empty()) return true;
  for (const std::string_view piece : split(cell, ';')) {
    const std::string_view mark = trim_spaces(piece);
    const std::size_t sign = mark.find('=');
    const std::string_view name = mark.substr(0, sign);
    if (name.empty()) return false;
    take(name, sign == mark.npos ? std::string_view{} : trim_spaces(mark.substr(sign + 1)));
  }
  return true;
}

Message quote_word(std::string_view vietnamese, std::string_view english, std::string_view word) {
  return both(vietnamese, english) + " \"" + word + "\"";
}

/// For the characters of a fold_key.
bool is_key_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_made_of_letters(std::string_view code) {
  const std::string key = fold_key(code);
  return !key.empty() && std::ranges::all_of(key, is_key_letter_or_digit);
}

bool has_letters(std::string_view form) {
  return std::ranges::any_of(fold_key(form), is_key_letter_or_digit);
}

/// Returns true if `marks` allow a mark with this name and value.
bool is_mark_allowed(std::string_view marks, std::string_view name, std::string_view value) {
  for (const std::string_view rule : split(marks, '|')) {
    const std::size_t colon = std::min(rule.find(':'), rule.size());
    if (rule.substr(0, colon) != name) continue;
    const std::string_view values = colon < rule.size() ? rule.substr(colon + 1) : "";
    if (values == "+") return !value.empty();
    if (values == "#") {
      return (value.size() == 1 || value.size() == 2) && value.front() != '0' &&
             std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    }
    return std::ranges::count(split(values, ','), value) > 0;
  }
  return name == kRemoveMark && value.empty();
}

/// Returns the fault of a line; nothing if the cells are valid.
std::optional<Message> find_fault(const std::vector<std::string_view>& cells) {
  const auto cell = [&](std::size_t i) { return i < cells.size() ? cells[i] : std::string_view{}; };
  if (cells.size() > kMaxCells) return both("nhiều hơn sáu ô", "more than six cells");
  if (cells.size() < 2) return both("thiếu ô vai trò", "there is no cell of a role");
  if (cell(0).empty()) return both("ô đầu trống", "the first cell is empty");
  if (cell(0).size() > kMaxFormBytes)
    return both("tên dài quá 400 byte", "a form of more than 400 bytes");
  if (!has_letters(cell(0))) return both("ô đầu không có chữ", "the first cell has no letter");
  const RoleRule* const rule = find_rule(cell(1));
  if (rule == nullptr) return quote_word("không có vai trò", "there is no role", cell(1));
  if (rule->is_form != nullptr && !rule->is_form(cell(0)))
    return quote_word("ô đầu phải là ngày hay năm của vai trò",
                      "the form is no day or year of the role", cell(1));
  if (!cell(2).empty() && rule->types != kAnyType && !is_one_of(rule->types, cell(2)))
    return quote_word("vai trò này không có loại", "this role has no type", cell(2));
  if (rule->types == kAnyType && !is_made_of_letters(cell(2)))
    return quote_word("cần mã viết bằng chữ", "the type must be a code of letters", cell(2));
  for (const std::size_t i : {3U, 4U}) {
    if (!cell(i).empty() && !is_day(cell(i)))
      return quote_word("không phải ngày (viết 2025-07-01)", "no day (2025-07-01 is one)", cell(i));
  }
  if (!cell(3).empty() && !cell(4).empty() && cell(4) <= cell(3))
    return both("hết hiệu lực trước khi có hiệu lực", "it ends before it begins");
  std::optional<Message> fault;
  const bool is_list = for_each_mark(cell(5), [&](std::string_view name, std::string_view value) {
    if (!is_mark_allowed(rule->marks, name, value))
      fault = quote_word("vai trò này không có dấu", "this role has no mark",
                         std::string(name) + (value.empty() ? "" : "=" + std::string(value)));
  });
  if (is_list && !fault && cell(1) == kPlaceRole && !cell(5).empty())
    return both("không bỏ được địa danh", "a place cannot be taken away");
  return is_list ? fault : both("ô dấu viết tên=giá trị; …", "marks are name=value; …");
}

/// Returns the paths of the tables of a folder, sorted. Throws Error{kModel} if the folder cannot
/// be read.
std::vector<fs::path> list_tables(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(".tsv") && !name.starts_with('.')) out.push_back(entry->path());
  }
  if (error) throw Error(ErrorCode::kModel, folder.string() + ": " + describe_errno(error.value()));
  std::ranges::sort(out);
  return out;
}

/// Returns the text of a table in NFC. Throws Error{kModel} if the table cannot be read or is not
/// UTF-8.
std::string read_table(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error))
    throw Error(ErrorCode::kModel,
                path.string() + ": " + both("không phải tệp thường", "is no regular file"));
  std::ifstream file(path, std::ios::binary);
  std::string out;
  std::array<char, 1U << 16U> piece{};
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    out.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (out.size() > kMaxTableBytes) break;
  }
  if (!file.eof() || out.size() > kMaxTableBytes)
    throw Error(ErrorCode::kModel, path.string() + ": " + both("không đọc được", "cannot be read"));
  if (!is_utf8(out))
    throw Error(ErrorCode::kModel, path.string() + ": " + both("không phải UTF-8", "is not UTF-8"));
  return to_nfc(out);
}

/// Calls `take` for each line with an entry: its number, its cells, its fault.
template <class Take>
void for_each_line(std::string_view table, const Take& take) {
  if (table.starts_with(kByteOrderMark)) table.remove_prefix(kByteOrderMark.size());
  std::size_t number = 0;
  bool has_province = false;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trim_spaces(line).empty() || line.starts_with('#')) continue;
    std::vector<std::string_view> cells = split(line, '\t');
    for (std::string_view& cell : cells) cell = trim_spaces(cell);
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    std::optional<Message> fault = find_fault(cells);
    if (!fault && cells[1] == kPlaceRole) {
      has_province = has_province || (cells.size() > 2 && cells[2] == "province");
      if (!has_province)
        fault = both("địa danh phải đứng dưới tỉnh của nó trong cùng tệp",
                     "a place stands below its province in the same file");
    }
    take(number, cells, fault);
  }
}

/// Merges the entries of a further folder into the known entries; replaced and removed entries are
/// erased.
void merge_entries(std::vector<LexiconEntry>& known, std::string_view role,
                   const std::vector<LexiconEntry>& added) {
  std::set<std::string> replaced;
  for (const LexiconEntry& entry : added) {
    if (role != kPlaceRole) replaced.insert(tone_key(entry.form));
  }
  if (!known.empty())
    std::erase_if(
        known, [&](const LexiconEntry& entry) { return replaced.contains(tone_key(entry.form)); });
  std::ranges::copy_if(added, std::back_inserter(known),
                       [](const LexiconEntry& entry) { return !entry.has(kRemoveMark); });
}

}  // namespace

std::string_view LexiconEntry::mark(std::string_view name) const {
  std::string_view out;
  for_each_mark(marks, [&](std::string_view found, std::string_view value) {
    if (found == name) out = value;
  });
  return out;
}

bool LexiconEntry::has(std::string_view name) const {
  bool out = false;
  for_each_mark(marks,
                [&](std::string_view found, std::string_view) { out = out || found == name; });
  return out;
}

struct Lexicon::Contents {
  std::vector<std::shared_ptr<const std::string>> tables;  ///< texts that the entries refer to
  std::map<std::string_view, std::vector<LexiconEntry>> roles;
  std::mutex mutex;
  std::map<std::type_index, std::shared_ptr<const void>> made;
};

Lexicon::Lexicon() : contents_(std::make_shared<Contents>()) {}

Lexicon::Lexicon(std::span<const fs::path> folders) : Lexicon() {
  for (const fs::path& folder : folders) {
    std::map<std::string_view, std::vector<LexiconEntry>> added;
    for (const fs::path& path : list_tables(folder)) {
      contents_->tables.push_back(std::make_shared<const std::string>(read_table(path)));
      const auto add = [&](std::size_t line, const std::vector<std::string_view>& cells,
                           const std::optional<Message>& fault) {
        if (fault)
          throw Error(ErrorCode::kModel,
                      path.string() + ':' + std::to_string(line) + ": " + *fault);
        const auto cell = [&](std::size_t i) {
          return i < cells.size() ? cells[i] : std::string_view{};
        };
        added[find_rule(cells[1])->role].push_back({cells[0], cell(2), cell(3), cell(4), cell(5)});
      };
      for_each_line(*contents_->tables.back(), add);
    }
    for (auto& [role, entries] : added) merge_entries(contents_->roles[role], role, entries);
  }
}

std::span<const LexiconEntry> Lexicon::entries(std::string_view role) const {
  const auto found = contents_->roles.find(role);
  return found == contents_->roles.end() ? std::span<const LexiconEntry>{} : found->second;
}

std::vector<std::string_view> Lexicon::roles() const {
  std::vector<std::string_view> out;
  for (const auto& [role, entries] : contents_->roles) {
    if (!entries.empty()) out.push_back(role);
  }
  return out;
}

const void* Lexicon::find(std::type_index type, Make make) const {
  {
    const std::lock_guard lock(contents_->mutex);
    const auto found = contents_->made.find(type);
    if (found != contents_->made.end()) return found->second.get();
  }
  std::shared_ptr<const void> made = make(*this);  // T may call cached() itself
  const std::lock_guard lock(contents_->mutex);
  return contents_->made.emplace(type, std::move(made)).first->second.get();
}

LexiconReport check_lexicon(const fs::path& folder) {
  LexiconReport out;
  for (const fs::path& path : list_tables(folder)) {
    const std::string table = read_table(path);
    for_each_line(table, [&](std::size_t line, const auto&, const std::optional<Message>& fault) {
      fault ? out.faults.push_back({path.filename().string(), line, *fault}) : void(++out.entries);
    });
  }
  return out;
}

}  // namespace codau::text
