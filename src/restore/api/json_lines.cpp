#include "restore/api/json_lines.h"

#include <algorithm>
#include <vector>

#include "restore/api/change_log.h"
#include "restore/text/json.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMaxObjectTextBytes = 1U << 20U;

struct Offsets {
  std::uint64_t in = 0, out = 0;
};

void open_item(std::string& list) { list += list.empty() ? "{" : ",{"; }

void append_places(std::string& json, ByteRange in, ByteRange out, Offsets at) {
  append_number(json, "start", at.in + in.begin);
  append_number(json, "end", at.in + in.end);
  append_number(json, "out_start", at.out + out.begin);
  append_number(json, "out_end", at.out + out.end);
}

void append_change(std::string& list, const Change& change, Offsets at) {
  if (!list.empty()) list += ',';
  list += to_jsonl(change, at.in, at.out);
}

void append_doubt(std::string& list, const Doubt& doubt, Offsets at) {
  open_item(list);
  append_number(list, "out_start", at.out + doubt.out.begin);
  append_number(list, "out_end", at.out + doubt.out.end);
  append_share(list, "confidence", doubt.confidence);
  append_text(list, "runner_up", doubt.runner_up);
  list += '}';
}

std::string_view name_of(WordKind kind) {
  switch (kind) {
    case WordKind::kWord:
      return "word";
    case WordKind::kInserted:
      return "lost_word";
    case WordKind::kCode:
      return "code";
    case WordKind::kMark:
      return "mark";
    case WordKind::kNumber:
      return "number";
  }
  return "word";
}

void append_token(std::string& list, const RestoredToken& token, std::string_view before,
                  std::string_view after, Offsets at) {
  open_item(list);
  append_places(list, token.in, token.out, at);
  append_text(list, "before", before);
  append_text(list, "after", after);
  append_text(list, "kind", name_of(token.kind));
  append_share(list, "confidence", token.confidence);
  list += ",\"alternatives\":[";
  for (std::size_t i = 0; i < token.alternatives.size(); ++i) {
    list += i == 0 ? "{" : ",{";
    append_text(list, "text", token.alternatives[i].text);
    append_share(list, "confidence", token.alternatives[i].confidence);
    list += '}';
  }
  list += "]}";
}

/// Passes the items that begin before `end` to `use`, from item `next` on.
template <class Item, class Use>
void for_items_before(const std::vector<Item>& items, std::size_t& next, std::size_t end, Use use) {
  while (next < items.size() && items[next].out.begin < end) use(items[next++]);
}

}  // namespace

void JsonLinesWriter::write_window(std::string_view input, const Restoration& restored,
                                   std::uint64_t offset_in, std::uint64_t offset_out) {
  const Offsets at{offset_in, offset_out};
  const std::string_view text = restored.text;
  std::size_t change = 0, doubt = 0, token = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t line = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::size_t length = text.substr(line).starts_with("\r\n") ? 2 : 1;
    const std::size_t end = std::min(line + length, text.size());
    text_ += text.substr(begin, line - begin);
    for_items_before(restored.changes, change, end,
                     [&](const Change& item) { append_change(changes_, item, at); });
    for_items_before(restored.doubts, doubt, end,
                     [&](const Doubt& item) { append_doubt(doubts_, item, at); });
    for_items_before(restored.tokens, token, end, [&](const RestoredToken& item) {
      append_token(tokens_, item, slice(input, item.in), slice(text, item.out), at);
    });
    if (end > line || text_.size() > kMaxObjectTextBytes) flush(text.substr(line, end - line));
    begin = end;
  }
  for_items_before(restored.changes, change, text.size() + 1,  // text removed at the end
                   [&](const Change& item) { append_change(changes_, item, at); });
}

void JsonLinesWriter::finish() {
  if (!text_.empty() || !changes_.empty()) flush({});
}

void JsonLinesWriter::flush(std::string_view line_end) {
  std::string json = "{";
  append_number(json, "line", number_);
  append_text(json, "text", text_);
  json += line_end.ends_with('\n') ? ",\"line_feed\":true" : ",\"line_feed\":false";
  append_text(json, "line_end", line_end);
  for (const auto& [name, list] :
       {std::pair{"changes", &changes_}, {"doubts", &doubts_}, {"tokens", &tokens_}}) {
    json.append(",\"").append(name).append("\":[").append(*list).append(1, ']');
    list->clear();
  }
  json += "}\n";
  write_(json);
  text_.clear();
  if (!line_end.empty()) ++number_;
}

}  // namespace codau::restore
