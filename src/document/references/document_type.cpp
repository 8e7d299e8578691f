#include "document/references/document_type.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// Types that papers bear as their title, longer names first where one begins another.
constexpr auto kTitles = std::to_array<DocumentType>({
    {"KH", "Kế hoạch", 10},     {"QĐ", "Quyết định", 2},        {"NQ", "Nghị quyết", 1},
    {"NĐ", "Nghị định"},        {"CT", "Chỉ thị", 3},           {"TTLT", "Thông tư liên tịch"},
    {"TT", "Thông tư"},         {"QC", "Quy chế", 4},           {"QyĐ", "Quy định", 5},
    {"TC", "Thông cáo", 6},     {"TB", "Thông báo", 7},         {"HD", "Hướng dẫn", 8},
    {"CTr", "Chương trình", 9}, {"PA", "Phương án", 11},        {"ĐA", "Đề án", 12},
    {"DA", "Dự án", 13},        {"BC", "Báo cáo", 14},          {"BB", "Biên bản", 15},
    {"TTr", "Tờ trình", 16},    {"HĐ", "Hợp đồng", 17},         {"CĐ", "Công điện", 19},
    {"BGN", "Bản ghi nhớ", 20}, {"BTT", "Bản thỏa thuận", 21},  {"GUQ", "Giấy ủy quyền", 22},
    {"GM", "Giấy mời", 23},     {"GGT", "Giấy giới thiệu", 24}, {"GNP", "Giấy nghỉ phép", 25},
    {"PG", "Phiếu gửi", 26},    {"PC", "Phiếu chuyển", 27},     {"PB", "Phiếu báo", 28},
    {"KL", "Kết luận"},
});
/// Types without a title of their own, of laws and of the Party: in citations only.
constexpr auto kOthers = std::to_array<DocumentType>({
    {"CV", "Công văn", 18},
    {"ThC", "Thư công", 29},
    {"PL", "Pháp lệnh"},
    {"VBHN", "Văn bản hợp nhất"},
    {"QĐi", "Quy định"},
    {"BL", "Bộ luật"},
    {"L", "Luật"},
    {"HP", "Hiến pháp"},
});

struct Entry {
  DocumentType type;
  std::string key;  ///< its name, folded
};

template <std::size_t N>
void add(std::vector<Entry>& out, const std::array<DocumentType, N>& types) {
  for (const DocumentType& type : types) out.push_back({type, fold(type.name)});
}

const std::vector<Entry>& titles() {
  static const std::vector<Entry> kEntries = [] {
    std::vector<Entry> out;
    add(out, kTitles);
    return out;
  }();
  return kEntries;
}

/// All types.
const std::vector<Entry>& cited() {
  static const std::vector<Entry> kEntries = [] {
    std::vector<Entry> out = titles();
    add(out, kOthers);
    return out;
  }();
  return kEntries;
}

}  // namespace

std::optional<DocumentType> read_type(const Passage& line) {
  static const Pattern kNoise(R"([^a-z]*(?:[a-z]\s)?)");
  const auto before = kNoise.at_start(line.key);
  const Passage title = from(line, line.in_text(before->whole()).end);
  for (const Entry& entry : titles()) {
    if (!title.key.starts_with(entry.key)) continue;
    const auto size = static_cast<std::uint32_t>(entry.key.size());
    const bool ends_there = title.key.size() == size ||
                            std::string_view(" :.").find(title.key[size]) != std::string_view::npos;
    const std::string_view printed = slice(title.text, title.in_text({0, size}));
    if (ends_there && capital_share(printed) >= kCapitals) return entry.type;
  }
  if (capital_share(title.text) < kCapitals) return std::nullopt;
  for (const Entry& entry : titles()) {
    if (resembles(title.key, entry.key)) return entry.type;
  }
  return std::nullopt;
}

Passage behind_type(const Passage& line, std::string_view name) {
  const std::string key = fold(name);
  const std::size_t at = line.key.find(key);
  if (at == std::string::npos) return {};
  Passage rest = from(line, line.in_text({0, static_cast<std::uint32_t>(at + key.size())}).end);
  static const Pattern kNone(
      R"(cua .*|[^a-z0-9]*(?:(?:lien tich|phoi hop|hanh dong|cong tac|lien nganh|\(?du thao)[^a-z0-9]*)*(?:[a-z]{1,2})?)");
  return kNone.fits(rest.key) ? Passage{} : rest;
}

std::optional<DocumentType> type_alone(const Passage& line) {
  static const Pattern kWords(R"([^a-z]*([a-z][a-z ]*[a-z])[^a-z]*)");
  const auto match = kWords.at_start(line.key);
  if (!match || match->whole().size() != line.key.size()) return std::nullopt;
  for (const Entry& entry : titles()) {
    if (match->of(line.key, 1) == entry.key) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> type_of_code(std::string_view code) {
  const auto* const found = std::ranges::find(kTitles, code, &DocumentType::code);
  return found == kTitles.end() ? std::nullopt : std::optional(*found);
}

std::optional<DocumentType> cited_type(std::string_view code) {
  for (const Entry& entry : cited()) {
    if (entry.type.code == code) return entry.type;
  }
  const std::string key = fold(code);
  for (const Entry& entry : cited()) {
    const bool has_crossed_d = entry.type.code.find("Đ") != std::string_view::npos;
    if (has_crossed_d && fold(entry.type.code) == key) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> type_named(std::string_view key) {
  const auto found = std::ranges::find(cited(), key, &Entry::key);
  return found == cited().end() ? std::nullopt : std::optional(found->type);
}

}  // namespace codau::document
