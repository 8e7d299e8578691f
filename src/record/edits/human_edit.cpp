#include "record/edits/human_edit.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "record/edits/edit_rules.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array<std::string_view, 8> kActions{"set",        "accept", "reject", "add_row",
                                                   "remove_row", "reopen", "divide", "set_line"};
constexpr std::array<std::string_view, 10> kAsked{"doc_id", "table", "row_id", "action", "field",
                                                  "value",  "row",   "before", "page",   "line"};
constexpr std::size_t kMostId = 200;
constexpr std::uint32_t kMaxPage = 1'000'000, kMaxLine = 100'000'000;

const Table* find_table(const std::string& name) {
  const auto tables = schema();
  const auto found = std::ranges::find(tables, name, &Table::name);
  return found == tables.end() ? nullptr : &*found;
}

std::string text_at(const OrderedJson& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::optional<EditAction> action_named(const std::string& name) {
  const auto* const found = std::ranges::find(kActions, name);
  if (found == kActions.end()) return std::nullopt;
  return static_cast<EditAction>(found - kActions.begin());
}

std::string in_quotes(std::string_view word) { return "\"" + std::string(word) + "\""; }

/// Parses an object. Refuses repeated keys, which JSON parsers ignore silently.
std::optional<OrderedJson> object_of(std::string_view line) {
  constexpr std::size_t kDepth = 3, kMostCommas = 2'000;
  if (!text::is_nested_within(line, kDepth, kMostCommas)) return std::nullopt;
  bool twice = false;
  std::vector<std::vector<std::string>> keys;
  const auto watch = [&](int, OrderedJson::parse_event_t event, OrderedJson& parsed) {
    if (event == OrderedJson::parse_event_t::object_start) keys.emplace_back();
    if (event == OrderedJson::parse_event_t::object_end) keys.pop_back();
    if (event == OrderedJson::parse_event_t::key) {
      auto& known = keys.back();
      const auto key = parsed.get<std::string>();
      twice = twice || std::ranges::find(known, key) != known.end();
      known.push_back(key);
    }
    return true;
  };
  OrderedJson json = OrderedJson::parse(line, watch, false);
  if (twice || !json.is_object()) return std::nullopt;
  return json;
}

/// Returns the value that a person means: NFC, blank is NULL.
std::variant<Value, Message> value_meant(const Column& column, const OrderedJson& json) {
  const Message wrong = in_quotes(column.name) + both(": giá trị không đúng kiểu của cột",
                                                      ": the value is not of the column's type");
  auto value = value_from_json(column, json.dump());
  if (!value) return wrong;
  auto* const text = std::get_if<std::string>(&*value);
  if (text == nullptr) return std::move(*value);
  if (text->size() > kMaxEditTextBytes) {
    return in_quotes(column.name) +
           both(": giá trị dài quá 65536 byte", ": the value is longer than 65,536 bytes");
  }
  if (has_controls(*text)) {
    return in_quotes(column.name) +
           both(": giá trị có ký tự điều khiển", ": the value has control characters");
  }
  return to_value(to_text_value(text::to_nfc(*text)));
}

/// Returns whether a text has a control character (also U+0080 to U+009F) or any line break. A tab
/// is allowed: it separates the cells of a plain text.
bool has_break(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (text[at] == '\xC2' && next < 0xA0U) return true;
  }
  return has_controls(text) || text.find('\n') != std::string::npos ||
         text.find("\u2028") != std::string::npos || text.find("\u2029") != std::string::npos;
}

/// Fills a request from an object. The first error is kept.
class Requester {
 public:
  explicit Requester(const OrderedJson& json) : json_(json) {}

  std::optional<Message> fill(EditRequest& request) {
    request.doc_id = text_at(json_, "doc_id");
    keys();
    names(request);
    if (fault_) return fault_;
    switch (request.edit.action) {
      case EditAction::kSet:
        value(request);
        break;
      case EditAction::kAddRow:
        row(request);
        break;
      case EditAction::kDivide:
        pages(request.edit);
        break;
      case EditAction::kSetLine:
        line(request);
        break;
      case EditAction::kReopen:
        without({"value", "row"});
        if (json_.contains("field")) column_to_edit(request.edit);
        break;
      default:
        without({"field", "value", "row"});
    }
    return fault_;
  }

 private:
  void fail(Message why) {
    if (!fault_) fault_ = std::move(why);
  }

  void keys() {
    for (const auto& [key, value] : json_.items()) {
      if (std::ranges::find(kAsked, key) == kAsked.end())
        return fail(both("không có khóa ", "there is no key ") + in_quotes(key.substr(0, kMostId)));
    }
  }

  void without(std::initializer_list<const char*> keys) {
    for (const char* const key : keys) {
      if (json_.contains(key))
        fail(in_quotes(key) +
             both(": không dùng với action này", ": does not go with this action"));
    }
  }

  std::string name(const char* key, bool required = true) {
    const std::string text = text_at(json_, key);
    if (text.size() > kMostId || (text.empty() && (required || json_.contains(key)))) {
      fail(in_quotes(key) +
           both(": thiếu, hoặc không phải chuỗi ngắn", ": is missing, or is no short string"));
    }
    return text;
  }

  void names(EditRequest& request) {
    HumanEdit& edit = request.edit;
    name("doc_id");
    const auto action = action_named(name("action"));
    if (!action)
      fail(
          both("\"action\" phải là set, accept, reject, reopen, add_row, remove_row, divide hoặc "
               "set_line",
               "\"action\" must be set, accept, reject, reopen, add_row, remove_row, divide or "
               "set_line"));
    if (fault_) return;
    edit.action = *action;
    if (edit.action == EditAction::kSetLine) {
      without({"table", "row_id", "field", "row"});
      edit.table = Documents::kName;
      edit.row_id = request.doc_id;
      return;
    }
    without({"page", "line"});
    edit.table = name("table");
    if (fault_) return;
    table_ = find_table(edit.table);
    if (table_ == nullptr || !is_editable(edit.table)) {
      return fail(both("không sửa được bảng ", "no table to edit is named ") +
                  in_quotes(edit.table));
    }
    if (edit.action == EditAction::kAddRow) {
      without({"row_id", "before"});
    } else {
      edit.row_id = name("row_id");
    }
    if (edit.action == EditAction::kRemoveRow) without({"before"});
  }

  const Column* column_to_edit(HumanEdit& edit) {
    edit.field = name("field");
    if (fault_) return nullptr;
    const Column* const column = find_column(*table_, edit.field);
    if (column == nullptr || !is_editable(edit.table, edit.field))
      fail(both("không sửa được cột ", "no column to edit is named ") + in_quotes(edit.field));
    return column;
  }

  void value(EditRequest& request) {
    HumanEdit& edit = request.edit;
    without({"row"});
    const Column* const column = column_to_edit(edit);
    if (fault_) return;
    if (!json_.contains("value")) return fail(both("thiếu \"value\"", "\"value\" is missing"));
    take(*column, json_.at("value"), edit.value);
    if (!json_.contains("before")) return;
    take(*column, json_.at("before"), request.expected.emplace());
  }

  void pages(HumanEdit& edit) {
    without({"field", "row", "before"});
    const std::string text = text_at(json_, "value");
    const auto value = json_.find("value");
    if (edit.table != "documents" || value == json_.end() || !value->is_string() ||
        !parse_pages(text))
      return fail(both("\"value\" phải là các trang đầu của từng văn bản trong tệp, như 1,4,9",
                       "\"value\" must be the first pages of the documents of a file, as 1,4,9"));
    edit.value = to_value(to_text_value(text));
  }

  void line(EditRequest& request) {
    HumanEdit& edit = request.edit;
    if (const auto page = json_.find("page"); page != json_.end() && !page->is_null())
      edit.line.page = number("page", kMaxPage);
    edit.line.line = number("line", kMaxLine);
    request.expected = line_text("before");
    if (json_.contains("value") && json_.at("value").is_null()) return;  // as read
    edit.value = line_text("value");
  }

  std::uint32_t number(const char* key, std::uint32_t most) {
    const auto found = json_.find(key);
    const bool is_number = found != json_.end() && found->is_number_unsigned();
    const std::uint64_t out = is_number ? found->get<std::uint64_t>() : 0;
    if (out < 1 || out > most)
      fail(in_quotes(key) + both(": phải là số nguyên từ 1", ": must be a whole number from 1"));
    return static_cast<std::uint32_t>(out);
  }

  /// Returns the text of a line.
  Value line_text(const char* key) {
    const auto found = json_.find(key);
    if (found == json_.end() || !found->is_string()) {
      fail(in_quotes(key) +
           both(": thiếu, hoặc không phải chuỗi", ": is missing, or is no string"));
      return {};
    }
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() > kMaxEditTextBytes)
      fail(in_quotes(key) + both(": dài quá 65536 byte", ": is longer than 65,536 bytes"));
    if (has_break(text))
      fail(in_quotes(key) + both(": phải nằm trên một dòng và không có ký tự điều khiển",
                                 ": must be one line without control characters"));
    return fault_ ? Value() : Value(text::to_nfc(text));
  }

  void take(const Column& column, const OrderedJson& json, Value& into) {
    auto meant = value_meant(column, json);
    if (auto* const wrong = std::get_if<Message>(&meant)) return fail(std::move(*wrong));
    into = std::get<Value>(std::move(meant));
  }

  void row(EditRequest& request) {
    HumanEdit& edit = request.edit;
    without({"field", "value"});
    const auto cells = json_.find("row");
    if (cells == json_.end() || !cells->is_object())
      return fail(both("thiếu \"row\": một đối tượng tên cột và giá trị",
                       "\"row\" is missing: an object of columns and values"));
    edit.row.resize(table_->columns.size());
    for (const auto& [key, cell] : cells->items()) {
      const Column* const column = find_column(*table_, key);
      if (column == nullptr || !is_addable(edit.table, key))
        return fail(both("dòng thêm không được có cột ", "an added row has no column ") +
                    in_quotes(key.substr(0, kMostId)));
      take(*column, cell, edit.row[static_cast<std::size_t>(column - table_->columns.data())]);
    }
  }

  const OrderedJson& json_;
  const Table* table_ = nullptr;
  std::optional<Message> fault_;
};

/// Parses the place and the text of a correction of a line. Returns false if one is wrong.
bool take_line(const OrderedJson& json, HumanEdit& edit) {
  const auto number = [&](const char* key) -> std::uint64_t {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>()
                                                              : UINT64_MAX;
  };
  const auto take_text = [&](const char* key, Value& into) {
    const auto found = json.find(key);
    if (found == json.end() || !(found->is_null() || found->is_string())) return false;
    if (found->is_string()) into = found->get<std::string>();
    return true;
  };
  const std::uint64_t page = number("page"), line = number("line");
  if (page > kMaxPage || line < 1 || line > kMaxLine) return false;
  edit.line = {static_cast<std::uint32_t>(page), static_cast<std::uint32_t>(line)};
  return take_text("value", edit.value) && take_text("before", edit.before);
}

OrderedJson parsed(const Value& value) { return OrderedJson::parse(value_to_json(value)); }

/// Returns the cells that are not NULL, by column.
OrderedJson cells_of(const Table& table, const Row& row) {
  OrderedJson cells = OrderedJson::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!std::holds_alternative<std::monostate>(row[i]))
      cells[std::string(table.columns[i].name)] = parsed(row[i]);
  }
  return cells;
}

bool take_value(const Column* column, const OrderedJson& from, Value& into) {
  auto value = column == nullptr ? std::nullopt : value_from_json(*column, from.dump());
  if (value) into = std::move(*value);
  return value.has_value();
}

/// Parses an origin. Returns false if the JSON is no origin.
bool take_origin(const OrderedJson& json, std::optional<EditOrigin>& into) {
  const auto number = [&](const char* key) -> std::optional<std::uint64_t> {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
  };
  if (!json.is_object()) return false;
  const auto place = number("place"), page = number("page");
  if (!place || !page) return false;
  into =
      EditOrigin{text_at(json, "doc_id"), text_at(json, "row_id"), static_cast<std::size_t>(*place),
                 static_cast<std::uint32_t>(*page), json.contains("lost")};
  return !into->doc_id.empty();
}

/// Parses a list of texts. Returns false if the JSON is no such list.
bool take_keys(const OrderedJson& json, std::vector<std::string>& into) {
  if (!json.is_array() || !std::ranges::all_of(json, &OrderedJson::is_string)) return false;
  into = json.get<std::vector<std::string>>();
  return true;
}

/// Parses cells. Returns false if a cell has no column, or not the column's type.
bool take_cells(const Table& table, const OrderedJson& cells, Row& row) {
  row.resize(table.columns.size());
  if (!cells.is_object()) return false;
  return std::ranges::all_of(cells.items(), [&](const auto& cell) {
    const Column* const column = find_column(table, cell.key());
    return column != nullptr &&
           take_value(column, cell.value(),
                      row[static_cast<std::size_t>(column - table.columns.data())]);
  });
}

}  // namespace

RequestedEdit parse_edit_request(std::string_view line) {
  if (line.size() > kMaxEditLineBytes)
    return BadRequest{{}, both("dòng dài quá 1 MiB", "the line is longer than 1 MiB")};
  const auto json = object_of(line);
  if (!json) {
    return BadRequest{{},
                      both("không phải một đối tượng JSON với các khóa khác nhau",
                           "is no JSON object of different keys")};
  }
  EditRequest request;
  if (auto fault = Requester(*json).fill(request))
    return BadRequest{request.doc_id.substr(0, kMostId), std::move(*fault)};
  return request;
}

std::string to_json(const HumanEdit& edit) {
  OrderedJson json{{"action", kActions.at(static_cast<std::size_t>(edit.action))},
                   {"table", edit.table},
                   {"row_id", edit.row_id}};
  if (edit.action == EditAction::kSet) {
    json["field"] = edit.field;
    json["value"] = parsed(edit.value);
  }
  if (edit.action == EditAction::kSetLine) {
    json["page"] = edit.line.page;
    json["line"] = edit.line.line;
  }
  if (edit.action == EditAction::kDivide || edit.action == EditAction::kSetLine)
    json["value"] = parsed(edit.value);
  if (edit.action == EditAction::kReopen && !edit.field.empty()) json["field"] = edit.field;
  if (edit.action == EditAction::kAddRow) json["row"] = cells_of(table(edit.table), edit.row);
  for (const Row& row : edit.agencies)
    json["agencies"].push_back(cells_of(table(TableId::kAgencies), row));
  json["before"] = parsed(edit.before);
  json["read"] = edit.read;
  if (!edit.pages.empty()) json["pages"] = edit.pages;
  json["actor"] = edit.actor;
  json["at"] = edit.at;
  if (edit.from) {
    json["from"] = {{"doc_id", edit.from->doc_id},
                    {"row_id", edit.from->row_id},
                    {"place", edit.from->place},
                    {"page", edit.from->page}};
    if (edit.from->is_lost) json["from"]["lost"] = true;
  }
  if (!edit.seen.empty()) json["seen"] = edit.seen;
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string make_edit_key(std::string_view doc_id, const HumanEdit& edit) {
  constexpr std::size_t kKey = 16;
  HumanEdit made = edit;
  if (edit.from) made.row_id = edit.from->row_id;
  made.from.reset();
  const std::string_view home = edit.from ? std::string_view(edit.from->doc_id) : doc_id;
  return sha256(std::string(home) + '\n' + to_json(made)).substr(0, kKey);
}

std::optional<HumanEdit> edit_from_json(std::string_view text) {
  const auto json = object_of(text);
  if (!json) return std::nullopt;
  HumanEdit edit;
  const auto action = action_named(text_at(*json, "action"));
  edit.table = text_at(*json, "table");
  const Table* const one = find_table(edit.table);
  if (!action || one == nullptr || !is_editable(edit.table) || !json->contains("before"))
    return std::nullopt;
  edit.action = *action;
  edit.row_id = text_at(*json, "row_id");
  edit.read = text_at(*json, "read");
  edit.pages = text_at(*json, "pages");
  edit.actor = text_at(*json, "actor");
  edit.at = text_at(*json, "at");
  const Column* before = find_column(*one, "review_status");
  if (edit.action == EditAction::kSet) {
    edit.field = text_at(*json, "field");
    before = find_column(*one, edit.field);
    if (!json->contains("value") || !take_value(before, json->at("value"), edit.value))
      return std::nullopt;
  }
  if (edit.action == EditAction::kDivide) {
    const std::string pages = text_at(*json, "value");
    if (!parse_pages(pages)) return std::nullopt;
    edit.value = to_value(to_text_value(pages));
  }
  if (edit.action == EditAction::kReopen) edit.field = text_at(*json, "field");
  if (edit.action == EditAction::kAddRow) {
    if (!json->contains("row") || !take_cells(*one, json->at("row"), edit.row)) return std::nullopt;
  }
  if (const auto agencies = json->find("agencies"); agencies != json->end()) {
    for (const OrderedJson& cells : *agencies) {
      if (!take_cells(table(TableId::kAgencies), cells, edit.agencies.emplace_back()))
        return std::nullopt;
    }
  }
  if (const auto from = json->find("from"); from != json->end() && !take_origin(*from, edit.from))
    return std::nullopt;
  if (const auto seen = json->find("seen"); seen != json->end() && !take_keys(*seen, edit.seen))
    return std::nullopt;
  if (edit.action == EditAction::kSetLine)
    return take_line(*json, edit) ? std::optional(edit) : std::nullopt;
  const OrderedJson& was = json->at("before");
  if (!was.is_null() && !take_value(before, was, edit.before)) return std::nullopt;
  return edit;
}

bool may_be_newer(std::string_view text) {
  const auto json = object_of(text);
  return json && !edit_from_json(text) && !text_at(*json, "action").empty() &&
         !text_at(*json, "table").empty();
}

std::string find_wanted_division(std::span<const HumanEdit> edits) {
  std::string out;
  for (const HumanEdit& edit : edits) {
    if (edit.action != EditAction::kDivide) continue;
    const auto* const pages = std::get_if<std::string>(&edit.value);
    out = pages == nullptr ? std::string() : *pages;
  }
  return out;
}

}  // namespace codau::record
