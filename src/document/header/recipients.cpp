#include "document/header/recipients.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "document/layout/closing.h"
#include "document/references/code_letters.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kShortest = 4;  ///< bytes of an item that stands beside the heading

/// An item without its dash and closing marks: "- ;- Lưu VP/" is "Lưu VP".
Passage trimmed(const Passage& item) {
  static const Pattern kPattern(
      R"((?s)['"/]?[-+•;.,:*~_=|>©®°§ ]*(?:['"/] ?[-=~]? ?)?(.*?)(?:[,;] -)?[ ;.,:/*|~_©®°§]*$)");
  const auto match = kPattern.at_start(item.key);
  return match && match->whole().size() == item.key.size()
             ? take_part(item, item.in_text(*match->groups[1]))
             : Passage{};
}

bool begins_item(const Passage& line) {
  static const Pattern kPattern(R"([_=]?\s?[-+•*~]\s?)");
  return kPattern.at_start(line.key).has_value();
}

/// The lines of one item each: a new one begins at a dash, or behind a line that ended one.
std::vector<Passage> printed_items(const std::vector<PrintedLine>& lines) {
  static const Pattern kHeading(R"([^a-z]{0,3}n.i nh.{1,4}\s?[:.*]*[\s|]*)");
  std::vector<std::vector<Passage>> items;
  bool is_open = false, after_blank = false;
  for (const PrintedLine& line : lines) {
    after_blank =
        line.zone == LineZone::kBlank || (after_blank && line.zone != LineZone::kRecipients);
    if (line.zone != LineZone::kRecipients) continue;
    Passage text = line.passage;
    if (is_recipients_heading(text)) {
      const auto match = kHeading.at_start(text.key);
      text = match ? take_from(text, text.in_text(match->whole()).end) : Passage{};
      if (text.text.size() < kShortest) text = Passage{};  // a paraph beside the heading
      is_open = false;
    }
    if (text.empty()) continue;
    if (!is_open || begins_item(text) || after_blank) items.emplace_back();
    items.back().push_back(text);
    is_open = text.text.back() != ';' && text.text.back() != '.';
    after_blank = false;
  }
  std::vector<Passage> out;
  for (const auto& item : items) out.push_back(join(item, ' '));
  return out;
}

std::vector<Passage> items_of(const std::vector<PrintedLine>& lines) {
  std::vector<Passage> out;
  for (const Passage& printed : printed_items(lines)) {
    std::size_t begin = 0;
    while (begin <= printed.text.size()) {
      const std::size_t end = std::min(printed.text.find(';', begin), printed.text.size());
      Passage item = trimmed(
          take_part(printed, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}));
      static const Pattern kWord(R"([a-z0-9].*[a-z0-9])");  // a speck is no item
      if (kWord.find(item.key)) out.push_back(std::move(item));
      begin = end + 1;
    }
  }
  return out;
}

/// What stands in the bracket behind a recipient: the role "recipient_purpose".
struct Purposes {
  explicit Purposes(const Lexicon& lexicon)
      : report(bracket(lexicon, "report") + R"(\b)"),
        implement(bracket(lexicon, "implement") + R"(\b|)" +
                  make_form_pattern(lexicon, kRole, make_mark_filter("bare"))),
        inform(bracket(lexicon, "inform") + R"(\b)"),
        at_end(" ?" + bracket(lexicon, {}) + R"(\b[^()]*\)$)") {}

  Pattern report, implement, inform;
  Pattern at_end;  ///< any of them

 private:
  static constexpr std::string_view kRole = "recipient_purpose";
  static std::string bracket(const Lexicon& lexicon, std::string_view type) {
    return R"(\( ?(?:de )?)" + make_form_pattern(lexicon, kRole, type);
  }
};

Recipient::Purpose purpose_of(const Lexicon& lexicon, std::string_view key) {
  static const Pattern kArchive(R"(l[uv]u\b)");
  const Purposes& known = lexicon.cached<Purposes>();
  if (kArchive.at_start(key)) return Recipient::Purpose::kArchive;
  if (known.report.find(key)) return Recipient::Purpose::kReport;
  if (known.implement.find(key)) return Recipient::Purpose::kImplement;
  if (known.inform.find(key)) return Recipient::Purpose::kInfo;
  return Recipient::Purpose::kUnknown;
}

/// Without the bracket at its end that tells what for, in capitals too: "Thường trực Huyện ủy
/// (B/c)".
Passage without_purpose(const Lexicon& lexicon, const Passage& item) {
  const auto bracket = lexicon.cached<Purposes>().at_end.find(item.key);
  if (!bracket || bracket->whole().begin == 0) return item;
  return take_part(item, {0, item.in_text(bracket->whole()).begin});
}

/// The last item is "Lưu: VT" by law; on pages its first word and stop are read in many ways, and
/// where letters are damaged, "VT" too: "Lita: V I", "Linn Và".
std::string with_archive_mark(std::string value, std::string_view key, bool is_last) {
  static const Pattern kMark(R"(l[uv]u\s?[:;.,]\s?)"),
      kDamaged(R"(l[a-z]{1,3}\s?[:;.,]?\s?(v ?(?:t|i|1|l|oi|a)?)(?:[,; ]|\.?$|\. ))");
  const bool is_printed = key.starts_with("luu vt") || key.starts_with("luu: vt");
  if (const auto damaged = is_last && !is_printed ? kDamaged.at_start(key) : std::nullopt) {
    const Passage printed =
        read_passage(value, ByteRange{0, static_cast<std::uint32_t>(value.size())});
    return "Lưu: VT" + value.substr(printed.in_text(*damaged->groups[1]).end);
  }
  const auto match = kMark.at_start(key);
  if (!match) return value;
  const Passage printed =
      read_passage(value, ByteRange{0, static_cast<std::uint32_t>(value.size())});
  std::string units = value.substr(printed.in_text(match->whole()).end);
  static const Pattern kOffice(R"(V[I1lJ|](?:$|[,.; ]))");  // văn thư, in small print
  if (kOffice.at_start(units)) units.replace(0, 2, "VT");
  return "Lưu: " + units;
}

std::optional<std::int32_t> copies_of(std::string_view key) {
  static const Pattern kPattern(R"(\((\d{1,3})\s?(?:b|ban)?\))");
  const auto match = kPattern.find(key);
  if (!match) return std::nullopt;
  return text::parse_whole_number(match->of(key, 1));
}

}  // namespace

std::vector<Recipient> read_recipients(const std::vector<PrintedLine>& lines,
                                       const AgencyContext& context, bool is_recognised) {
  std::vector<Recipient> out;
  const std::vector<Passage> items = items_of(lines);
  for (const Passage& item : items) {
    Recipient recipient;
    recipient.raw = *to_field(item);
    if (is_recognised) {
      recipient.raw.value = correct_organ_letters(
          context.lexicon,
          with_archive_mark(recipient.raw.value, item.key, &item == &items.back()));
    }
    recipient.purpose = purpose_of(context.lexicon, item.key);
    recipient.copies = copies_of(item.key);
    std::vector<AgencyMention> agencies =
        split_agencies(without_purpose(context.lexicon, item).text, AgencyRole::kReportTo, context);
    if (!agencies.empty()) recipient.agency = std::move(agencies.front());
    recipient.agency.source = recipient.raw.source;
    out.push_back(std::move(recipient));
  }
  return out;
}

}  // namespace codau::document
