#include "document/tasks/columns.h"

#include <algorithm>
#include <array>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

struct Synonym {
  std::string_view key;
  ColumnRole role;
};

/// Standards 4.1, in fold key without punctuation.
constexpr std::array<Synonym, 82> kSynonyms = {{
    {"tt", ColumnRole::kOrdinal},
    {"stt", ColumnRole::kOrdinal},
    {"so tt", ColumnRole::kOrdinal},
    {"so thu tu", ColumnRole::kOrdinal},
    {"nhiem vu", ColumnRole::kTask},
    {"noi dung", ColumnRole::kTask},
    {"noi dung cong viec", ColumnRole::kTask},
    {"noi dung nhiem vu", ColumnRole::kTask},
    {"noi dung thuc hien", ColumnRole::kTask},
    {"noi dung kiem tra", ColumnRole::kTask},
    {"noi dung hoat dong", ColumnRole::kTask},
    {"noi dung trien khai", ColumnRole::kTask},
    {"nhiem vu giai phap", ColumnRole::kTask},
    {"nhiem vu cu the", ColumnRole::kTask},
    {"nhiem vu trong tam", ColumnRole::kTask},
    {"ten nhiem vu", ColumnRole::kTask},
    {"ten cong viec", ColumnRole::kTask},
    {"cong viec", ColumnRole::kTask},
    {"hoat dong", ColumnRole::kTask},
    {"giai phap", ColumnRole::kTask},
    {"co quan chu tri", ColumnRole::kLead},
    {"don vi chu tri", ColumnRole::kLead},
    {"co quan don vi chu tri", ColumnRole::kLead},
    {"don vi chu tri thuc hien", ColumnRole::kLead},
    {"co quan chu tri thuc hien", ColumnRole::kLead},
    {"chu tri", ColumnRole::kLead},
    {"chu tri thuc hien", ColumnRole::kLead},
    {"co quan thuc hien", ColumnRole::kLead},
    {"don vi thuc hien", ColumnRole::kLead},
    {"co quan don vi thuc hien", ColumnRole::kLead},
    {"bo phan chu tri", ColumnRole::kLead},
    {"bo phan thuc hien", ColumnRole::kLead},
    {"nguoi thuc hien", ColumnRole::kLead},
    {"nguoi phu trach", ColumnRole::kLead},
    {"phu trach", ColumnRole::kLead},
    {"don vi phu trach", ColumnRole::kLead},
    {"nguoi thuc hien ket qua", ColumnRole::kLead},
    {"don vi duoc kiem tra", ColumnRole::kLead},
    {"don vi chiu trach nhiem", ColumnRole::kLead},
    {"phan cong thuc hien", ColumnRole::kLead},
    {"trach nhiem thuc hien", ColumnRole::kLead},
    {"co quan phoi hop", ColumnRole::kCoop},
    {"don vi phoi hop", ColumnRole::kCoop},
    {"co quan don vi phoi hop", ColumnRole::kCoop},
    {"bo phan phoi hop", ColumnRole::kCoop},
    {"don vi phoi hop thuc hien", ColumnRole::kCoop},
    {"phoi hop", ColumnRole::kCoop},
    {"yeu cau", ColumnRole::kOutput},
    {"san pham", ColumnRole::kOutput},
    {"ket qua", ColumnRole::kOutput},
    {"ket qua san pham", ColumnRole::kOutput},
    {"san pham dau ra", ColumnRole::kOutput},
    {"chi tieu", ColumnRole::kOutput},
    {"chi tieu dinh luong", ColumnRole::kOutput},
    {"ket qua du kien", ColumnRole::kOutput},
    {"du kien ket qua", ColumnRole::kOutput},
    {"thoi gian hoan thanh", ColumnRole::kDeadline},
    {"thoi han", ColumnRole::kDeadline},
    {"thoi gian", ColumnRole::kDeadline},
    {"thoi gian thuc hien", ColumnRole::kDeadline},
    {"thoi gian kiem tra", ColumnRole::kDeadline},
    {"tien do", ColumnRole::kDeadline},
    {"tien do thuc hien", ColumnRole::kDeadline},
    {"thoi han hoan thanh", ColumnRole::kDeadline},
    {"thoi diem hoan thanh", ColumnRole::kDeadline},
    {"thoi diem", ColumnRole::kDeadline},
    {"bat dau", ColumnRole::kDeadline},
    {"ket thuc", ColumnRole::kDeadline},
    {"ngay", ColumnRole::kDeadline},
    {"ngay thang", ColumnRole::kDeadline},
    {"ngay thang nam", ColumnRole::kDeadline},
    {"thang", ColumnRole::kDeadline},
    {"tuan", ColumnRole::kDeadline},
    {"kinh phi", ColumnRole::kBudget},
    {"du toan", ColumnRole::kBudget},
    {"nguon kinh phi", ColumnRole::kBudget},
    {"kinh phi thuc hien", ColumnRole::kBudget},
    {"du toan kinh phi", ColumnRole::kBudget},
    {"ghi chu", ColumnRole::kNote},
    {"ma nhiem vu", ColumnRole::kCode},
    {"ma so", ColumnRole::kCode},
    {"ma", ColumnRole::kCode},
}};

constexpr std::size_t kTitleWords = 12;
constexpr std::size_t kFuzzyLength = 7;  // shorter titles differ too little from each other

/// The key of a title: without what stands in brackets, punctuation as spaces.
std::string title_key(std::string_view title) {
  std::string out;
  int depth = 0;
  for (const char c : fold(title)) {
    if (c == '(') ++depth;
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (depth == 0 && is_word) out += c;
    if (depth == 0 && !is_word && !out.empty() && out.back() != ' ') out += ' ';
    if (c == ')' && depth > 0) --depth;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// What titles of more words than the list knows are about, the surest words first.
ColumnRole role_by_words(std::string_view key) {
  struct Cue {
    Pattern pattern;
    ColumnRole role;
  };
  static const std::array<Cue, 10> kCues = {{
      {Pattern(R"((noi dung|nhiem vu|hang muc|khoan) chi($| (phi|tra|cho|ngan sach)\b))"),
       ColumnRole::kUnknown},  // what money is spent on
      {Pattern(R"(chu tri|chiu trach nhiem chinh|phu trach)"), ColumnRole::kLead},
      {Pattern(R"(phoi hop)"), ColumnRole::kCoop},
      {Pattern(
           R"(^(thoi gian|thoi han|thoi diem|tien do|moc thoi gian|ngay hoan thanh|han hoan thanh))"),
       ColumnRole::kDeadline},
      {Pattern(R"(kinh phi|du toan|nguon von|thanh tien)"), ColumnRole::kBudget},
      {Pattern(R"((don vi|co quan|bo phan|nguoi|ca nhan|to chuc|phong ban).*(thuc hien|tham muu|)"
               R"(kiem tra|trach nhiem|danh gia)|phan cong|trach nhiem)"),
       ColumnRole::kLead},
      {Pattern(
           R"(^(noi dung|nhiem vu|cong viec|hoat dong|danh muc|giai phap|ten nhiem vu|cac nhiem vu))"),
       ColumnRole::kTask},
      {Pattern(R"(san pham|ket qua|dau ra|chi tieu|muc tieu|yeu cau)"), ColumnRole::kOutput},
      {Pattern(R"(thoi gian|thoi han|tien do)"), ColumnRole::kDeadline},
      {Pattern(R"(ghi chu)"), ColumnRole::kNote},
  }};
  for (const Cue& cue : kCues) {
    if (cue.pattern.find(key)) return cue.role;
  }
  return ColumnRole::kUnknown;
}

}  // namespace

std::optional<ColumnRole> role_of_synonym(std::string_view title) {
  const std::string key = title_key(title);
  const auto found = std::ranges::find(kSynonyms, key, &Synonym::key);
  return found == kSynonyms.end() ? std::nullopt : std::optional(found->role);
}

std::optional<ColumnRole> role_of_known(std::string_view title) {
  if (const auto role = role_of_synonym(title)) return role;
  const std::string key = title_key(title);
  if (key.size() < kFuzzyLength || count_words(key) > kTitleWords) return std::nullopt;
  const auto found = std::ranges::find_if(kSynonyms, [&](const Synonym& synonym) {
    return synonym.key.size() >= kFuzzyLength && resembles(key, synonym.key);
  });
  return found == kSynonyms.end() ? std::nullopt : std::optional(found->role);
}

TitleReading read_title(std::string_view title) {
  if (const auto role = role_of_known(title)) return {*role, role_of_synonym(title).has_value()};
  const std::string key = title_key(title);
  if (key.empty() || count_words(key) > kTitleWords) return {};
  return {role_by_words(key), false};
}

}  // namespace codau::document
