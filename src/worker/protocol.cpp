#include "worker/protocol.h"

#include <array>
#include <cstddef>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace codau::worker {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kErrorHead = R"({"error":)";  // no other answer begins like this

[[noreturn]] void refuse() { throw Error(ErrorCode::kInternal, "worker: a message is malformed"); }

Json parse(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) refuse();
  return json;
}

template <class Integer>
Integer to_integer(const Json& value) {
  if (!value.is_number_integer()) refuse();
  const auto number = value.get<std::int64_t>();
  if (number < static_cast<std::int64_t>(std::numeric_limits<Integer>::min()) ||
      number > static_cast<std::int64_t>(std::numeric_limits<Integer>::max())) {
    refuse();
  }
  return static_cast<Integer>(number);
}

const Json& member(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) refuse();
  return *found;
}

std::string string_at(const Json& json, const char* key) {
  const Json& value = member(json, key);
  if (!value.is_string()) refuse();
  return value.get<std::string>();
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A word is ["text", left, top, right, bottom]: there are thousands of them.
Json to_array(const exports::PdfWord& word) {
  return Json::array({word.text, word.box.left, word.box.top, word.box.right, word.box.bottom});
}

exports::PdfWord to_word(const Json& json) {
  if (!json.is_array() || json.size() != 5 || !json[0].is_string()) refuse();
  const auto side = [&](std::size_t i) { return to_integer<std::int32_t>(json[i]); };
  return {json[0].get<std::string>(), {side(1), side(2), side(3), side(4)}};
}

Json to_object(const exports::PdfPage& page) {
  Json lines = Json::array();
  for (const auto& line : page.lines) {
    Json words = Json::array();
    for (const exports::PdfWord& word : line) words.push_back(to_array(word));
    lines.push_back(std::move(words));
  }
  return {{"number", page.number}, {"width", page.width},       {"height", page.height},
          {"dpi", page.dpi},       {"rotation", page.rotation}, {"lines", std::move(lines)}};
}

exports::PdfPage to_pdf_page(const Json& json) {
  if (!json.is_object()) refuse();
  const auto number = [&](const char* key) { return to_integer<std::int32_t>(member(json, key)); };
  exports::PdfPage page;
  page.number = to_integer<std::uint32_t>(member(json, "number"));
  page.width = number("width");
  page.height = number("height");
  page.dpi = number("dpi");
  page.rotation = number("rotation");
  const Json& lines = member(json, "lines");
  if (!lines.is_array()) refuse();
  for (const Json& line : lines) {
    if (!line.is_array()) refuse();
    auto& words = page.lines.emplace_back();
    for (const Json& word : line) words.push_back(to_word(word));
  }
  return page;
}

void put(Json& json, const AskVersions&) { json["do"] = "versions"; }
void put(Json& json, const AskProbe&) { json["do"] = "probe"; }
void put(Json& json, const AskPage& ask) {
  json["do"] = "page";
  json["number"] = ask.number;
  if (ask.pictures) json["pictures"] = true;
  if (ask.simply) json["simply"] = true;
}
void put(Json& json, const BeginPdf&) { json["do"] = "begin_pdf"; }
void put(Json& json, const AddPdfPage& add) {
  json["do"] = "add_pdf_page";
  json["page"] = to_object(add.page);
}
void put(Json& json, const WritePdf& write) {
  json["do"] = "write_pdf";
  json["target"] = write.target;
}

Cause cause_of(std::string_view code) {
  for (auto cause = static_cast<std::uint8_t>(Cause::kNone);
       cause <= static_cast<std::uint8_t>(Cause::kSecretSuspected); ++cause) {
    if (text_of(static_cast<Cause>(cause)).code == code) return static_cast<Cause>(cause);
  }
  return Cause::kNone;
}

ErrorCode code_of(const Json& number) {
  constexpr std::array kCodes{ErrorCode::kUsage,    ErrorCode::kInput,      ErrorCode::kNothingRead,
                              ErrorCode::kOutput,   ErrorCode::kModel,      ErrorCode::kTarget,
                              ErrorCode::kInternal, ErrorCode::kInterrupted};
  for (const ErrorCode code : kCodes) {
    if (number == static_cast<int>(code)) return code;
  }
  return ErrorCode::kInternal;
}

}  // namespace

std::string to_json(const Request& request) {
  Json json{{"source", request.source}};
  std::visit([&](const auto& what) { put(json, what); }, request.what);
  return dump(json);
}

Request request_from_json(std::string_view text) {
  const Json json = parse(text);
  Request request;
  request.source = string_at(json, "source");
  const std::string what = string_at(json, "do");
  if (what == "versions") {
    request.what = AskVersions{};
  } else if (what == "probe") {
    request.what = AskProbe{};
  } else if (what == "page") {
    request.what = AskPage{to_integer<std::uint32_t>(member(json, "number")),
                           json.contains("pictures"), json.contains("simply")};
  } else if (what == "begin_pdf") {
    request.what = BeginPdf{};
  } else if (what == "add_pdf_page") {
    request.what = AddPdfPage{to_pdf_page(member(json, "page"))};
  } else if (what == "write_pdf") {
    request.what = WritePdf{string_at(json, "target")};
  } else {
    refuse();
  }
  return request;
}

std::string to_json(const Probe& probe) {
  return dump({{"format", probe.format}, {"pages", probe.pages}});
}

Probe probe_from_json(std::string_view text) {
  const Json json = parse(text);
  return {string_at(json, "format"), to_integer<std::uint32_t>(member(json, "pages"))};
}

std::string to_json(const Versions& versions) {
  return dump({{"engine", versions.engine},
               {"libraries", versions.libraries},
               {"sandbox", versions.sandbox}});
}

Versions versions_from_json(std::string_view text) {
  const Json json = parse(text);
  return {string_at(json, "engine"), string_at(json, "libraries"), string_at(json, "sandbox")};
}

std::string to_json(const Error& error) {
  return dump({{"error",
                {{"code", static_cast<int>(error.code())},
                 {"cause", text_of(error.cause()).code},
                 {"message", error.what()}}}});
}

std::string to_frame(const Picture& picture) {
  return static_cast<char>(picture.kind) + picture.png;
}

std::optional<Picture> picture_of(std::string_view frame) {
  for (const Picture::Kind kind : {Picture::Kind::kSteps, Picture::Kind::kOverlay}) {
    if (frame.starts_with(static_cast<char>(kind))) {
      return Picture{kind, std::string(frame.substr(1))};
    }
  }
  return std::nullopt;
}

std::optional<Error> error_of(std::string_view answer) {
  if (!answer.starts_with(kErrorHead)) return std::nullopt;
  const Json json = Json::parse(answer, nullptr, false);
  const Json error = json.is_object() ? json.value("error", Json()) : Json();
  if (!error.is_object()) return Error(ErrorCode::kInternal, "worker: a message is malformed");
  const Json message = error.value("message", Json());
  const Json cause = error.value("cause", Json());
  return Error(code_of(error.value("code", Json())),
               message.is_string() ? message.get<std::string>() : "unknown",
               cause.is_string() ? cause_of(cause.get<std::string>()) : Cause::kNone);
}

}  // namespace codau::worker
