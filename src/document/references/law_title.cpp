#include "document/references/law_title.h"

#include <algorithm>
#include <optional>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr const char* kActWord = "(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)";

/// Ends `where` before its first match of `stop` behind byte `from`, words apart that names of laws
/// hold: "giám sát của Quốc hội", "người có công với cách mạng".
void end_before(std::string_view text, const Pattern& stop, std::size_t from, Bytes& where) {
  static const Pattern kPart(
      R"( (?:của (?:Quốc hội|công dân|người)|trong (?:hoạt động|phòng)|có công với|với cách mạng))");
  const std::string_view whole = slice(text, where);
  while (const auto found = stop.find(whole, from)) {
    const std::size_t at = found->whole().begin;
    if (!kPart.at_start(whole.substr(at))) {
      where.end = where.begin + static_cast<std::uint32_t>(at);
      return;
    }
    from = at + 1;
  }
}

void trim_end(std::string_view text, Bytes& where) {
  while (where.size() > 0 && std::string_view(" ,").find(text[where.end - 1]) != text.npos)
    --where.end;
}

/// A law that amends others names them to its end.
void cut_amending(std::string_view text, Bytes& where) {
  static const Pattern kStop(
      R"( (?:(?:ngày|được|đã|có hiệu lực|và (?:các|Nghị|Pháp))(?: |$)|số ?\d))");
  end_before(text, kStop, 0, where);
  trim_end(text, where);
}

/// "Báo Pháp Luật", "Hội Luật gia": the word before says that no act is named.
bool is_part_of_name(std::string_view before) {
  return before.ends_with("Pháp ") || before.ends_with("Hội ");
}

/// Ends a title before the words that go on with the sentence; false when it is no title.
bool cut_title(std::string_view text, Bytes& where) {
  static const Pattern kHead(std::string(kActWord) + "(?: về)?");
  static const Pattern kStop(
      R"( (?:và (?:các|Luật|Nghị|Bộ|những|tổ|Pháp|Quyết|Chỉ thị|Thông tư|Kế)|quy định|trong|trên (?:hệ|địa|các|mạng|đài|báo|)"
      R"(loa)|đến|cho|để|được|bằng|có|do|nhằm|tới|của|)"
      R"(theo|số|ngày|đã|tại|là|ở các|không|thì|khi|nếu|về|qua|với|phải|sẽ|)"
      R"(trước|sau|xong|hoàn thành)(?: |$))");
  static const Pattern kYear(R"( năm (?:19|20)\d\d)");
  static const Pattern kName(std::string(kActWord) + R"( (?:về |\p{Lu}|năm ))");
  static const Pattern kOther(R"(Luật (?:sư|gia))");
  const std::string_view whole = slice(text, where);
  const std::size_t head = kHead.at_start(whole)->whole().end;
  const auto year = kYear.find(whole);
  end_before(text, kStop, head, where);
  if (year) where.end = std::min(where.end, where.begin + year->whole().end);
  const bool is_dated = year && where.end == where.begin + year->whole().end;
  trim_end(text, where);
  for (const std::string_view open : {" và", " năm"}) {
    if (slice(text, where).ends_with(open)) where.end -= static_cast<std::uint32_t>(open.size());
  }
  const std::string_view title = slice(text, where);
  return !kOther.at_start(title) && (is_dated || kName.at_start(title)) && count_words(title) > 1;
}

/// The role "law_title" behind the word for the act, the year too where it is printed.
struct KnownTitles {
  explicit KnownTitles(const Lexicon& lexicon)
      : any("(" + std::string(kActWord) + " (?i:" + titles(lexicon) +
            R"()(?: năm (?:19|20)\d\d)?)(?:[^\p{L}]|$))") {}

  static std::string titles(const Lexicon& lexicon) {
    std::vector<std::string> out;
    for (const text::Entry& entry : lexicon.entries("law_title")) out.emplace_back(entry.form);
    return any_of(std::move(out));
  }

  Pattern any;
};

/// Ends a title where the list does, or else as cut_title; false when it is none.
bool end_title(const Lexicon& lexicon, std::string_view text, Bytes& where) {
  const auto known = lexicon.made<KnownTitles>().any.at_start(text.substr(where.begin));
  if (!known) return cut_title(text, where);
  where.end = where.begin + known->groups[1]->end;
  return true;
}

}  // namespace

std::string plain_title(std::string_view title) {
  std::string out;
  for (std::size_t at = 0; at < title.size(); ++at) {
    const bool is_mark = title.substr(at).starts_with("’");
    if (is_mark) at += std::string_view("’").size() - 1;
    if (!is_mark && title[at] != '.') out += title[at] == '-' ? ' ' : title[at];
  }
  return out;
}

std::vector<Bytes> law_titles(const Lexicon& lexicon, std::string_view nfc) {
  // a comma inside a title stands before the second half of a pair: "Phòng, chống", "chữa bệnh"
  static const Pattern kAct(
      std::string(R"((?:^|[^\p{L}])()") + kActWord +
      R"( (?:[\p{L}\d ’]|[.] \p{Ll}|-\p{Ll})+(?:, (?:phường|thị trấn|chống|quản lý|sử dụng|)"
      R"(chữa bệnh|chữa cháy|công chức|vệ sinh|an toàn|trật tự|khen thưởng|nhập cảnh|xuất cảnh|)"
      R"(quá cảnh|cứu nạn|cứu hộ|vật liệu nổ|đối thoại|thể thao)[\p{L}\d ]*)*))");
  static const Pattern kAmending(R"((?:^|[^\p{L}])(Luật [Ss]ửa đổi[\p{L}\d, ]+))");
  std::vector<Bytes> out;
  auto amending = kAmending.find(nfc);
  for (std::size_t at = 0; const auto act = kAct.find(nfc, at);) {
    Bytes where = *act->groups[1];
    while (amending && amending->groups[1]->begin < where.begin)
      amending = kAmending.find(nfc, amending->whole().end);
    if (amending && amending->groups[1]->begin == where.begin) {
      where = *amending->groups[1];
      cut_amending(nfc, where);
      at = where.end;
      out.push_back(where);
    } else {
      at = where.end;
      const bool is_act =
          !is_part_of_name(nfc.substr(0, where.begin)) && end_title(lexicon, nfc, where);
      if (is_act) out.push_back(where);
      if (is_act) at = std::max<std::size_t>(at, where.end);
    }
  }
  return out;
}

}  // namespace codau::document
