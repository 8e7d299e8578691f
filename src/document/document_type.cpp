#include "document/document_type.h"

#include <array>

#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr double kCapitals = 0.7;  // of the letters of a line printed in capitals

struct TypeKey {
  DocumentType type;
  std::string_view key;
};

/// NĐ 30/2020 Phụ lục III, longer names first where one begins another.
constexpr std::array<TypeKey, 31> kTypes = {{
    {{"KH", "Kế hoạch"}, "ke hoach"},
    {{"QĐ", "Quyết định"}, "quyet dinh"},
    {{"NQ", "Nghị quyết"}, "nghi quyet"},
    {{"NĐ", "Nghị định"}, "nghi dinh"},
    {{"CT", "Chỉ thị"}, "chi thi"},
    {{"TTLT", "Thông tư liên tịch"}, "thong tu lien tich"},
    {{"TT", "Thông tư"}, "thong tu"},
    {{"QC", "Quy chế"}, "quy che"},
    {{"QyĐ", "Quy định"}, "quy dinh"},
    {{"TC", "Thông cáo"}, "thong cao"},
    {{"TB", "Thông báo"}, "thong bao"},
    {{"HD", "Hướng dẫn"}, "huong dan"},
    {{"CTr", "Chương trình"}, "chuong trinh"},
    {{"PA", "Phương án"}, "phuong an"},
    {{"ĐA", "Đề án"}, "de an"},
    {{"DA", "Dự án"}, "du an"},
    {{"BC", "Báo cáo"}, "bao cao"},
    {{"BB", "Biên bản"}, "bien ban"},
    {{"TTr", "Tờ trình"}, "to trinh"},
    {{"HĐ", "Hợp đồng"}, "hop dong"},
    {{"CĐ", "Công điện"}, "cong dien"},
    {{"BGN", "Bản ghi nhớ"}, "ban ghi nho"},
    {{"BTT", "Bản thỏa thuận"}, "ban thoa thuan"},
    {{"GUQ", "Giấy ủy quyền"}, "giay uy quyen"},
    {{"GM", "Giấy mời"}, "giay moi"},
    {{"GGT", "Giấy giới thiệu"}, "giay gioi thieu"},
    {{"GNP", "Giấy nghỉ phép"}, "giay nghi phep"},
    {{"PG", "Phiếu gửi"}, "phieu gui"},
    {{"PC", "Phiếu chuyển"}, "phieu chuyen"},
    {{"PB", "Phiếu báo"}, "phieu bao"},
    {{"KL", "Kết luận"}, "ket luan"},
}};

}  // namespace

std::optional<DocumentType> read_type(const Passage& line) {
  static const Pattern kNoise(R"([^a-z]*(?:[a-z]\s)?)");
  const auto before = kNoise.at_start(line.key);
  const Passage title = from(line, line.in_text(before->whole()).end);
  for (const TypeKey& entry : kTypes) {
    if (!title.key.starts_with(entry.key)) continue;
    const auto size = static_cast<std::uint32_t>(entry.key.size());
    const bool ends_there = title.key.size() == size ||
                            std::string_view(" :.").find(title.key[size]) != std::string_view::npos;
    const std::string_view printed = slice(title.text, title.in_text({0, size}));
    if (ends_there && capital_share(printed) >= kCapitals) return entry.type;
  }
  if (capital_share(title.text) < kCapitals) return std::nullopt;
  for (const TypeKey& entry : kTypes) {
    if (resembles(title.key, entry.key)) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> type_alone(const Passage& line) {
  static const Pattern kWords(R"([^a-z]*([a-z][a-z ]*[a-z])[^a-z]*)");
  const auto match = kWords.at_start(line.key);
  if (!match || match->whole().size() != line.key.size()) return std::nullopt;
  for (const TypeKey& entry : kTypes) {
    if (match->of(line.key, 1) == entry.key) return entry.type;
  }
  return std::nullopt;
}

std::optional<DocumentType> type_of_code(std::string_view code) {
  for (const TypeKey& entry : kTypes) {
    if (entry.type.code == code) return entry.type;
  }
  return std::nullopt;
}

}  // namespace codau::document
