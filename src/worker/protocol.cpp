#include "worker/protocol.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/enum_values.h"
#include "core/message.h"
#include "text/json_text.h"
#include "text/printable.h"

namespace codau::worker {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kErrorHead = R"({"error":)";  // only error answers begin so
constexpr char kPageFrame = 'P';                         // AddPage: the JSON unchanged
constexpr char kRestoredFrame = 'R';                     // AddRestored: the bytes unchanged
// Nesting of a request: a name within the names of a source; answers have 1.
constexpr std::size_t kDepth = 3;

[[noreturn]] void refuse() { throw Error(ErrorCode::kInternal, "worker: a message is malformed"); }

OrderedJson parse(std::string_view text) {
  if (!text::is_nested_within(text, kDepth)) refuse();
  OrderedJson json = OrderedJson::parse(text, nullptr, false);
  if (!json.is_object()) refuse();
  return json;
}

template <class Integer>
Integer to_integer(const OrderedJson& value) {
  if (!value.is_number_integer()) refuse();
  if (value.is_number_unsigned() &&
      value.get<std::uint64_t>() >
          static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) {
    refuse();
  }
  if constexpr (!std::is_same_v<Integer, std::uint64_t>) {
    const auto number = value.get<std::int64_t>();
    if (number < static_cast<std::int64_t>(std::numeric_limits<Integer>::min())) refuse();
  }
  return value.get<Integer>();
}

const OrderedJson& member(const OrderedJson& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) refuse();
  return *found;
}

std::string string_at(const OrderedJson& json, const char* key) {
  const OrderedJson& value = member(json, key);
  if (!value.is_string()) refuse();
  return value.get<std::string>();
}

bool truth_at(const OrderedJson& json, const char* key) {
  const OrderedJson& value = member(json, key);
  if (!value.is_boolean()) refuse();
  return value.get<bool>();
}

template <class Integer>
Integer integer_at(const OrderedJson& json, const char* key) {
  return to_integer<Integer>(member(json, key));
}

const OrderedJson& array_at(const OrderedJson& json, const char* key) {
  const OrderedJson& value = member(json, key);
  if (!value.is_array()) refuse();
  return value;
}

std::vector<std::string> strings_at(const OrderedJson& json, const char* key) {
  std::vector<std::string> out;
  for (const OrderedJson& value : array_at(json, key)) {
    if (!value.is_string()) refuse();
    out.push_back(value.get<std::string>());
  }
  return out;
}

std::string dump(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

// ---- sources ----

OrderedJson to_object(const record::SourceInfo& source) {
  OrderedJson names = OrderedJson::array();
  for (const record::SourceName& name : source.names) {
    names.push_back(OrderedJson::array({name.name, name.path, name.page_from, name.page_to}));
  }
  return {{"doc_id", source.doc_id},
          {"sha256", source.sha256},
          {"bytes", source.bytes},
          {"format", source.format},
          {"names", names},
          {"pipeline_version", source.pipeline_version},
          {"type_code", source.type_code},
          {"first_pages", source.first_pages}};
}

OrderedJson to_array(const std::vector<record::LineCorrection>& lines) {
  OrderedJson out = OrderedJson::array();
  for (const record::LineCorrection& one : lines)
    out.push_back({{"page", one.place.page},
                   {"line", one.place.line},
                   {"read", one.read},
                   {"text", one.text},
                   {"actor", one.actor},
                   {"at", one.at}});
  return out;
}

std::vector<record::LineCorrection> to_lines(const OrderedJson& json) {
  std::vector<record::LineCorrection> out;
  for (const OrderedJson& one : json) {
    if (!one.is_object()) refuse();
    out.push_back({{integer_at<std::uint32_t>(one, "page"), integer_at<std::uint32_t>(one, "line")},
                   string_at(one, "read"),
                   string_at(one, "text"),
                   string_at(one, "actor"),
                   string_at(one, "at")});
  }
  return out;
}

PageBox to_box(const OrderedJson& json) {
  if (!json.is_array() || json.size() != 4) refuse();
  const auto side = [&](std::size_t i) { return to_integer<std::int32_t>(json[i]); };
  return {side(0), side(1), side(2), side(3)};
}

std::vector<PagePlace> to_places(const OrderedJson& json) {
  std::vector<PagePlace> out;
  for (const OrderedJson& one : json) {
    if (!one.is_array() || one.size() != 2) refuse();
    out.push_back({to_integer<std::uint32_t>(one[0]), to_integer<std::uint32_t>(one[1])});
  }
  return out;
}

record::SourceInfo to_source(const OrderedJson& json) {
  if (!json.is_object()) refuse();
  record::SourceInfo source;
  source.doc_id = string_at(json, "doc_id");
  source.sha256 = string_at(json, "sha256");
  source.bytes = integer_at<std::uint64_t>(json, "bytes");
  source.format = string_at(json, "format");
  source.pipeline_version = string_at(json, "pipeline_version");
  source.type_code = string_at(json, "type_code");
  for (const OrderedJson& page : array_at(json, "first_pages"))
    source.first_pages.push_back(to_integer<std::uint32_t>(page));
  for (const OrderedJson& name : array_at(json, "names")) {
    if (!name.is_array() || name.size() != 4 || !name[0].is_string() || !name[1].is_string() ||
        !name[2].is_number_unsigned() || !name[3].is_number_unsigned()) {
      refuse();
    }
    source.names.push_back({name[0].get<std::string>(), name[1].get<std::string>(),
                            name[2].get<std::uint32_t>(), name[3].get<std::uint32_t>()});
  }
  return source;
}

// ---- requests ----

struct ToJson {
  OrderedJson operator()(const LoadEngines& load) const {
    return {{"do", "load"},      {"reader", load.reader}, {"models", load.models},
            {"data", load.data}, {"warm", load.warm},     {"lexicons", load.lexicons}};
  }
  OrderedJson operator()(const ForkWorker& fork) const {
    return {{"do", "fork"}, {"memory", fork.memory}, {"source", fork.source}};
  }
  OrderedJson operator()(const AskVersions&) const { return {{"do", "versions"}}; }
  OrderedJson operator()(const AskProbe&) const { return {{"do", "probe"}}; }
  OrderedJson operator()(const AskPage& ask) const {
    return {
        {"do", "page"}, {"number", ask.number}, {"pictures", ask.pictures}, {"simply", ask.simply}};
  }
  OrderedJson operator()(const AskKind& ask) const {
    return {{"do", "kind"}, {"number", ask.number}};
  }
  OrderedJson operator()(const AskPicture& ask) const {
    const PageBox& part = ask.what.box;
    return {{"do", "picture"},
            {"number", ask.number},
            {"part", OrderedJson::array({part.left, part.top, part.right, part.bottom})},
            {"turn", ask.what.turn},
            {"most", ask.what.max_side},
            {"strip", ask.what.is_strip}};
  }
  OrderedJson operator()(const AddPage&) const { return {}; }  // a frame of its own
  OrderedJson operator()(const AddRestored&) const { return {}; }
  OrderedJson operator()(const MakeDocument& make) const {
    return {{"do", "document"},
            {"source", to_object(make.source)},
            {"pages", make.pages},
            {"restored", make.restored},
            {"records", make.records},
            {"allow_secret", make.allow_secret},
            {"pdf_version", make.pdf_version},
            {"known_pdf_words", make.known_pdf_words},
            {"lines", to_array(make.lines)}};
  }
  OrderedJson operator()(const AddFile&) const { return {{"do", "add_file"}}; }
  OrderedJson operator()(const CutPdf& cut) const {
    return {{"do", "cut_pdf"}, {"from", cut.pages.from}, {"to", cut.pages.to}};
  }
  OrderedJson operator()(const AssemblePdf& assemble) const {
    OrderedJson pages = OrderedJson::array();
    for (const PagePlace& one : assemble.pages)
      pages.push_back(OrderedJson::array({one.file, one.number}));
    return {{"do", "assemble_pdf"}, {"pages", std::move(pages)}};
  }
};

// ---- valid answers ----

Cause cause_of(std::string_view code) {
  for (std::size_t cause = 0; cause < kCauseCount; ++cause) {
    if (describe_cause(static_cast<Cause>(cause)).code == code) return static_cast<Cause>(cause);
  }
  return Cause::kNone;
}

// Returns true if a worker may report the cause for this request. The pipeline itself detects
// faults of the worker (kCrashed, kTimeout) and of opening the file (kNoPermission).
bool may_end_in(Ask ask, Cause cause) {
  switch (cause) {
    case Cause::kOutOfMemory:
      return true;
    case Cause::kNotSupported:
    case Cause::kEmpty:
    case Cause::kNoPermission:  // the file cannot be mapped
    case Cause::kEncrypted:
    case Cause::kDamaged:
    case Cause::kTooSmall:
    case Cause::kTooLarge:
    case Cause::kArchive:
    case Cause::kOffice:
    case Cause::kPictureKind:
    case Cause::kEmail:
    case Cause::kWebPage:
    case Cause::kMedia:
    case Cause::kPortfolio:
    case Cause::kNoPages:
      return ask == Ask::kProbe || ask == Ask::kPage || ask == Ask::kKind || ask == Ask::kPicture ||
             ask == Ask::kCut || ask == Ask::kDocument;
    case Cause::kNotText:
    case Cause::kSecret:
    case Cause::kSecretSuspected:
      return ask == Ask::kDocument;
    default:
      return false;
  }
}

bool may_send(Ask ask, Stream stream) {
  switch (stream) {
    case Stream::kSteps:
    case Stream::kOverlay:
    case Stream::kTimes:
      return ask == Ask::kPage;
    case Stream::kPicture:
      return ask == Ask::kPicture;
    case Stream::kKept:
    case Stream::kPart:
    case Stream::kFound:
    case Stream::kText:
    case Stream::kChanges:
    case Stream::kRows:
    case Stream::kPrinted:
    case Stream::kPdfWords:
      return ask == Ask::kDocument;
    case Stream::kPdf:
      return ask == Ask::kDocument || ask == Ask::kCut;
  }
  return false;
}

struct NamedFormat {
  image::SourceFormat format;
  std::string_view name;  ///< a code of record::codes::kSourceFormat, except for kUnknown
};
constexpr auto kFormats = std::to_array<NamedFormat>({{image::SourceFormat::kUnknown, "unknown"},
                                                      {image::SourceFormat::kPdf, "pdf"},
                                                      {image::SourceFormat::kTiff, "tiff"},
                                                      {image::SourceFormat::kPng, "png"},
                                                      {image::SourceFormat::kJpeg, "jpeg"},
                                                      {image::SourceFormat::kWebp, "webp"},
                                                      {image::SourceFormat::kJp2, "jp2"}});
static_assert(has_line_for_each(kFormats, &NamedFormat::format));

// Returns one line of a version. Refuses longer texts.
std::string line_at(const OrderedJson& json, const char* key) {
  constexpr std::size_t kLongest = 500;
  const std::string text = string_at(json, key);
  if (text.size() > kLongest || text::make_printable(text, kLongest) != text) refuse();
  return text;
}

}  // namespace

std::string to_frame(const Request& request) {
  if (const auto* add = std::get_if<AddPage>(&request)) return kPageFrame + add->json;
  if (const auto* add = std::get_if<AddRestored>(&request)) return kRestoredFrame + add->bytes;
  return dump(std::visit(ToJson(), request));
}

Request parse_request(std::string_view frame) {
  if (frame.starts_with(kPageFrame)) return AddPage{std::string(frame.substr(1))};
  if (frame.starts_with(kRestoredFrame)) return AddRestored{std::string(frame.substr(1))};
  const OrderedJson json = parse(frame);
  const std::string what = string_at(json, "do");
  if (what == "load") {
    return LoadEngines{string_at(json, "reader"), string_at(json, "models"),
                       string_at(json, "data"), truth_at(json, "warm"),
                       strings_at(json, "lexicons")};
  }
  if (what == "fork") {
    return ForkWorker{integer_at<std::uint64_t>(json, "memory"),
                      integer_at<std::uint64_t>(json, "source")};
  }
  if (what == "versions") return AskVersions{};
  if (what == "probe") return AskProbe{};
  if (what == "page") {
    return AskPage{integer_at<std::uint32_t>(json, "number"), truth_at(json, "pictures"),
                   truth_at(json, "simply")};
  }
  if (what == "picture") {
    return AskPicture{integer_at<std::uint32_t>(json, "number"),
                      {to_box(member(json, "part")), integer_at<std::int32_t>(json, "turn"),
                       integer_at<std::int32_t>(json, "most"), truth_at(json, "strip")}};
  }
  if (what == "document") {
    return MakeDocument{
        to_source(member(json, "source")),  integer_at<std::uint32_t>(json, "pages"),
        truth_at(json, "restored"),         truth_at(json, "records"),
        truth_at(json, "allow_secret"),     string_at(json, "pdf_version"),
        string_at(json, "known_pdf_words"), to_lines(array_at(json, "lines"))};
  }
  if (what == "add_file") return AddFile{};
  if (what == "cut_pdf") {
    return CutPdf{{integer_at<std::uint32_t>(json, "from"), integer_at<std::uint32_t>(json, "to")}};
  }
  if (what == "kind") return AskKind{integer_at<std::uint32_t>(json, "number")};
  if (what == "assemble_pdf") return AssemblePdf{to_places(array_at(json, "pages"))};
  refuse();
}

std::string_view to_string(image::SourceFormat format) noexcept {
  return std::ranges::find(kFormats, format, &NamedFormat::format)->name;
}

std::string to_json(const SourceProbe& probe) {
  return dump({{"format", to_string(probe.format)},
               {"pages", probe.pages},
               {"attachments", probe.attachments}});
}

SourceProbe probe_from_json(std::string_view text) {
  const OrderedJson json = parse(text);
  const auto* const known =
      std::ranges::find(kFormats, string_at(json, "format"), &NamedFormat::name);
  const auto pages = integer_at<std::uint32_t>(json, "pages");
  if (known == kFormats.end() || pages < 1 || pages > kMaxSourcePages) refuse();
  // An unknown format is reported as an error.
  if (known->format == image::SourceFormat::kUnknown) refuse();
  return {known->format, pages, json.contains("attachments") ? line_at(json, "attachments") : ""};
}

std::string to_json(const std::set<exports::PdfObstacle>& obstacles) {
  OrderedJson codes = OrderedJson::array();
  for (const exports::PdfObstacle one : obstacles) codes.push_back(exports::to_code(one));
  return dump({{"obstacles", std::move(codes)}});
}

std::set<exports::PdfObstacle> obstacles_from_json(std::string_view text) {
  const OrderedJson json = parse(text);
  if (!json.contains("obstacles") || !json["obstacles"].is_array()) refuse();
  std::set<exports::PdfObstacle> out;
  for (const OrderedJson& code : json["obstacles"]) {
    const auto known = code.is_string()
                           ? exports::obstacle_from_code(code.get_ref<const std::string&>())
                           : std::nullopt;
    if (!known || !out.insert(*known).second) refuse();
  }
  return out;
}

std::string to_json(const EngineVersions& versions) {
  return dump({{"engine", versions.engine},
               {"libraries", versions.libraries},
               {"sandbox", versions.sandbox}});
}

EngineVersions versions_from_json(std::string_view text) {
  const OrderedJson json = parse(text);
  return {line_at(json, "engine"), line_at(json, "libraries"), line_at(json, "sandbox")};
}

std::string to_json(PageKind kind) { return dump({{"kind", name_of(kind)}}); }

PageKind page_kind_from_json(std::string_view text) {
  const auto kind = find_page_kind(string_at(parse(text), "kind"));
  if (!kind) refuse();
  return *kind;
}

std::string to_json(const Error& error) {
  return dump({{"error",
                {{"code", static_cast<int>(error.code())},
                 {"cause", describe_cause(error.cause()).code},
                 {"message", error.what()},
                 {"message_vi", error.message().vi}}}});
}

std::string to_json(const std::vector<ocr::StageTiming>& timings) {
  OrderedJson json = OrderedJson::object();
  for (const ocr::StageTiming& timing : timings)
    json[timing.stage] = OrderedJson::array({timing.milliseconds, timing.calls});
  return dump(json);
}

std::vector<ocr::StageTiming> timings_from_json(std::string_view text) {
  constexpr std::size_t kMost = 64, kLongest = 40;
  if (!text::is_nested_within(text, 1)) return {};
  const OrderedJson json = OrderedJson::parse(text, nullptr, false);
  if (!json.is_object() || json.size() > kMost) return {};
  std::vector<ocr::StageTiming> steps;
  for (const auto& [name, value] : json.items()) {
    const bool is_name = !name.empty() && name.size() <= kLongest &&
                         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos;
    const bool is_lap = value.is_array() && value.size() == 2 && value[0].is_number() &&
                        value[1].is_number_unsigned() &&
                        value[1].get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
    if (!is_name || !is_lap) return {};
    steps.push_back({name, value[0].get<double>(), value[1].get<std::uint32_t>()});
  }
  return steps;
}

std::optional<Error> parse_error(std::string_view answer, Ask ask) {
  if (!answer.starts_with(kErrorHead)) return std::nullopt;
  constexpr std::size_t kErrorDepth = 1;
  const OrderedJson json = text::is_nested_within(answer, kErrorDepth)
                               ? OrderedJson::parse(answer, nullptr, false)
                               : OrderedJson();
  const auto found = json.is_object() ? json.find("error") : json.end();
  if (found == json.end() || !found->is_object()) {
    return Error(ErrorCode::kInternal, "worker: an error is malformed");
  }
  const auto text = [&](const char* key) {
    const auto at = found->find(key);
    return at != found->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  const auto code = found->find("code");
  const auto is = [&](ErrorCode one) {
    return code != found->end() && *code == static_cast<int>(one);
  };
  const std::string message = text::make_printable(text("message"));
  const Cause cause = cause_of(text("cause"));
  if (is(ErrorCode::kInput) && may_end_in(ask, cause)) return Error(cause, message);
  if (is(ErrorCode::kModel) && ask == Ask::kLoad)
    return Error(ErrorCode::kModel, both(text::make_printable(text("message_vi")), message));
  if (is(ErrorCode::kInternal)) return Error(ErrorCode::kInternal, message);
  return Error(ErrorCode::kInternal, "worker: an error that it cannot have met: " + message);
}

std::string to_frame(Stream stream, std::string_view bytes) {
  std::string frame(1, static_cast<char>(stream));
  return frame.append(bytes);
}

std::optional<StreamPiece> parse_piece(std::string frame, Ask ask) {
  for (const Stream stream :
       {Stream::kSteps, Stream::kOverlay, Stream::kPicture, Stream::kTimes, Stream::kKept,
        Stream::kPart, Stream::kFound, Stream::kText, Stream::kChanges, Stream::kRows,
        Stream::kPrinted, Stream::kPdfWords, Stream::kPdf}) {
    if (!frame.starts_with(static_cast<char>(stream)) || !may_send(ask, stream)) continue;
    frame.erase(0, 1);
    return StreamPiece{stream, std::move(frame)};
  }
  return std::nullopt;
}

}  // namespace codau::worker
