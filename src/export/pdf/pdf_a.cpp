#include "export/pdf/pdf_a.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <string>
#include <vector>

#include "export/pdf/pdf_a_bytes.h"
#include "export/pdf/pdf_a_content.h"

namespace codau::exports {
namespace {

using Object = QPDFObjectHandle;

/// Names, indexed by PdfObstacle.
constexpr std::array<std::string_view, 14> kCodes{
    "actions", "annotations", "attachments", "colour",   "content",   "fonts",   "forms",
    "images",  "layers",      "limits",      "metadata", "signature", "streams", "version"};
static_assert(kCodes.size() == static_cast<std::size_t>(PdfObstacle::kVersion) + 1);

/// Keeps only the first bytes of a stream.
class Head final : public Pipeline {
 public:
  explicit Head(std::size_t most) : Pipeline("head", nullptr), most_(most) {}
  void write(unsigned char const* data, std::size_t size) override {
    const std::size_t more = std::min(size, most_ - bytes.size());
    bytes.append(reinterpret_cast<const char*>(data), more);
  }
  void finish() override {}
  std::string bytes;

 private:
  std::size_t most_;
};

/// Measures the length of a stream without keeping it.
class Length final : public Pipeline {
 public:
  Length() : Pipeline("length", nullptr) {}
  void write(unsigned char const*, std::size_t size) override { bytes += size; }
  void finish() override {}
  std::uint64_t bytes = 0;
};

/// Tells whether a content stream, or an array of them, is short enough to be read whole.
bool is_readable(Object content) {
  constexpr std::uint64_t kMost = std::uint64_t{64} << 20U;
  Length length;
  for (Object stream : content.isArray() ? content.getArrayAsVector() : std::vector{content}) {
    if (stream.isStream()) stream.pipeStreamData(&length, 0, qpdf_dl_generalized, true);
  }
  return length.bytes <= kMost;
}

/// Passes the tokens of the PDF library to the inspector.
class Tokens final : public Object::TokenFilter {
 public:
  explicit Tokens(PdfContentInspector& inspector) : inspector_(inspector) {}
  void handleToken(QPDFTokenizer::Token const& token) override {
    inspector_.take(kind_of(token.getType()), token.getValue(), token.getRawValue());
  }

 private:
  static PdfToken kind_of(QPDFTokenizer::token_type_e type) {
    switch (type) {
      case QPDFTokenizer::tt_bad:
        return PdfToken::kMalformed;
      case QPDFTokenizer::tt_word:
        return PdfToken::kOperator;
      case QPDFTokenizer::tt_integer:
      case QPDFTokenizer::tt_real:
        return PdfToken::kNumber;
      case QPDFTokenizer::tt_name:
        return PdfToken::kName;
      case QPDFTokenizer::tt_bool:
        return PdfToken::kBool;
      case QPDFTokenizer::tt_string:
        return PdfToken::kString;
      default:
        return PdfToken::kOther;
    }
  }

  PdfContentInspector& inspector_;
};

std::string head_of(Object stream, std::size_t most) {
  Head head(most);
  stream.pipeStreamData(&head, 0, qpdf_dl_generalized, true);
  return head.bytes;
}

bool is_name(Object object, const char* name) {
  return object.isName() && object.getName() == name;
}

bool is_one_of(Object object, const std::set<std::string>& names) {
  return object.isName() && names.count(object.getName()) > 0;
}

bool is_true(Object object) { return object.isBool() && object.getBoolValue(); }

bool is_profile(Object stream, bool for_output) {
  constexpr std::size_t kHeader = 128;
  if (!stream.isStream()) return false;
  Object channels = stream.getDict().getKey("/N");
  const int n = channels.isInteger() ? static_cast<int>(channels.getIntValueAsInt()) : 0;
  return is_archival_profile(head_of(stream, kHeader), n, for_output);
}

/// Inspects every object that the catalog reaches, each once.
class Inspection {
 public:
  explicit Inspection(QPDF& pdf) : pdf_(pdf), content_(found_) {}

  std::set<PdfObstacle> all() {
    constexpr std::size_t kMostObjects = 8388607;
    const std::string version = pdf_.getPDFVersion();
    if (version >= "2") add(PdfObstacle::kVersion);
    catalog(pdf_.getRoot());
    for (Object page : pdf_.getAllPages()) look_at_page(page);
    push(pdf_.getRoot());
    while (!waiting_.empty()) {
      Object object = waiting_.back();
      waiting_.pop_back();
      look_at(object);
    }
    if (seen_.size() > kMostObjects) add(PdfObstacle::kLimits);
    return found_;
  }

 private:
  void add(PdfObstacle obstacle) { found_.insert(obstacle); }
  void add_if(bool holds, PdfObstacle obstacle) {
    if (holds) add(obstacle);
  }

  void push(const Object& object) {
    if (object.isIndirect() && !seen_.insert(object.getObjGen()).second) return;
    waiting_.push_back(object);
  }

  void look_at(Object object) {
    if (object.isStream()) {
      look_at_stream(object);
      look_at_entries(object.getDict());
    } else if (object.isDictionary()) {
      look_at_entries(object);
    } else if (object.isArray()) {
      look_at_array(object);
    } else if (object.isName()) {
      add_if(object.getName().size() > kMaxNameBytes + 1, PdfObstacle::kLimits);
      add_if(object.getName() == "/DeviceCMYK", PdfObstacle::kColour);
    } else if (object.isString()) {
      add_if(object.getStringValue().size() > kMaxStringBytes, PdfObstacle::kLimits);
    } else if (object.isInteger()) {
      add_if(!is_small_number(std::to_string(object.getIntValue())), PdfObstacle::kLimits);
    } else if (object.isReal()) {
      add_if(!is_small_number(object.getRealValue()), PdfObstacle::kLimits);
    }
  }

  void look_at_array(Object array) {
    const int size = array.getArrayNItems();
    if (size > 1 && array.getArrayItem(0).isName()) {
      const std::string kind = array.getArrayItem(0).getName();
      add_if(kind == "/Separation" || kind == "/DeviceN", PdfObstacle::kColour);
      add_if(kind == "/ICCBased" && !is_profile(array.getArrayItem(1), false),
             PdfObstacle::kColour);
    }
    for (int i = 0; i < size; ++i) push(array.getArrayItem(i));
  }

  void look_at_entries(Object dictionary) {
    if (dictionary.hasKey("/ByteRange")) add(PdfObstacle::kSignature);
    if (dictionary.hasKey("/EF")) add(PdfObstacle::kAttachments);
    if (dictionary.hasKey("/AA") || dictionary.hasKey("/JS")) add(PdfObstacle::kActions);
    look_at_action(dictionary.getKey("/A"));
    look_at_action(dictionary.getKey("/PA"));
    look_at_graphics_state(dictionary);
    const bool is_catalog = dictionary.getObjGen() == pdf_.getRoot().getObjGen();
    add_if(!is_catalog && dictionary.hasKey("/Metadata"), PdfObstacle::kMetadata);
    for (const std::string& key : dictionary.getKeys()) {
      add_if(key.size() > kMaxNameBytes + 1, PdfObstacle::kLimits);
      if (is_catalog && key == "/Metadata") continue;  // it will be replaced
      push(dictionary.getKey(key));
    }
  }

  void look_at_action(Object action) {
    static const std::set<std::string> kAllowed = {"/GoTo", "/GoToR", "/URI", "/Thread"};
    if (!action.isDictionary() || !action.hasKey("/S")) return;
    static const std::set<std::string> kPages = {"/NextPage", "/PrevPage", "/FirstPage",
                                                 "/LastPage"};
    const bool is_page =
        is_name(action.getKey("/S"), "/Named") && is_one_of(action.getKey("/N"), kPages);
    const bool is_plain =
        (is_page || is_one_of(action.getKey("/S"), kAllowed)) && !action.hasKey("/Next");
    add_if(!is_plain, PdfObstacle::kActions);
  }

  void look_at_graphics_state(Object state) {
    static const std::set<std::string> kBlending = {
        "/Normal",     "/Compatible", "/Multiply",  "/Screen",     "/Overlay",   "/Darken",
        "/Lighten",    "/ColorDodge", "/ColorBurn", "/HardLight",  "/Hue",       "/SoftLight",
        "/Difference", "/Exclusion",  "/Color",     "/Saturation", "/Luminosity"};
    Object mode = state.getKey("/BM");
    add_if(!mode.isNull() && !is_one_of(mode, kBlending), PdfObstacle::kContent);
    Object intent = state.getKey("/RI");
    add_if(!intent.isNull() && !(intent.isName() && is_rendering_intent(intent.getName())),
           PdfObstacle::kContent);
    for (const char* key : {"/TR", "/TR2", "/HT", "/HTO", "/HTP"}) {
      Object value = state.getKey(key);
      add_if(!value.isNull() && !is_name(value, "/Default"), PdfObstacle::kContent);
    }
  }

  // ---- streams ----

  void look_at_stream(Object stream) {
    static const std::set<std::string> kFilters = {
        "/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode",
        "/CCITTFaxDecode", "/JBIG2Decode",   "/DCTDecode",   "/JPXDecode"};
    Object dictionary = stream.getDict();
    for (const char* key : {"/F", "/FFilter", "/FDecodeParms"}) {
      add_if(dictionary.hasKey(key), PdfObstacle::kStreams);
    }
    for (Object filter : filters_of(dictionary)) {
      add_if(!is_one_of(filter, kFilters), PdfObstacle::kStreams);
    }
    Object kind = dictionary.getKey("/Subtype");
    if (is_name(kind, "/Image")) look_at_image(stream, dictionary);
    add_if(is_name(kind, "/PS"), PdfObstacle::kContent);
    const bool is_form = is_name(kind, "/Form");
    if (is_form) {
      add_if(is_name(dictionary.getKey("/Subtype2"), "/PS") || dictionary.hasKey("/PS") ||
                 dictionary.hasKey("/Ref") || dictionary.hasKey("/OPI"),
             PdfObstacle::kContent);
    }
    if ((is_form || dictionary.hasKey("/PatternType")) && !is_readable(stream)) {
      add(PdfObstacle::kLimits);
    } else if (is_form || dictionary.hasKey("/PatternType")) {
      content_.begin();
      Tokens tokens(content_);
      stream.filterAsContents(&tokens);
      add_if(content_.has_named_resources() && !dictionary.hasKey("/Resources"),
             PdfObstacle::kContent);
    }
  }

  static std::vector<Object> filters_of(Object dictionary) {
    Object filter = dictionary.getKey("/Filter");
    if (filter.isArray()) return filter.getArrayAsVector();
    return filter.isNull() ? std::vector<Object>() : std::vector<Object>{filter};
  }

  void look_at_image(const Object& stream, Object image) {
    const std::vector<Object> filters = filters_of(image);
    const bool is_jpx = !filters.empty() && is_name(filters.back(), "/JPXDecode");
    if (is_jpx) {
      Object bytes = stream;
      const auto data = filters.size() == 1 ? bytes.getRawStreamData() : nullptr;
      const bool is_known =
          data &&
          is_archival_jpx({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()});
      add_if(!is_known, PdfObstacle::kImages);
    } else if (!is_true(image.getKey("/ImageMask"))) {
      add_if(image.getKey("/ColorSpace").isNull(), PdfObstacle::kImages);
    }
    add_if(is_true(image.getKey("/Interpolate")) || image.hasKey("/Alternates") ||
               image.hasKey("/OPI"),
           PdfObstacle::kImages);
    Object intent = image.getKey("/Intent");
    add_if(!intent.isNull() && !(intent.isName() && is_rendering_intent(intent.getName())),
           PdfObstacle::kImages);
  }

  // ---- catalog and pages ----

  void catalog(Object root) {
    Object version = root.getKey("/Version");
    add_if(version.isName() && version.getName() >= "/2", PdfObstacle::kVersion);
    add_if(root.hasKey("/OCProperties"), PdfObstacle::kLayers);
    add_if(is_true(root.getKey("/NeedsRendering")), PdfObstacle::kForms);
    add_if(root.hasKey("/Requirements") || root.hasKey("/Perms"), PdfObstacle::kContent);
    add_if(root.hasKey("/AF"), PdfObstacle::kAttachments);
    look_at_action(root.getKey("/OpenAction"));
    if (Object names = root.getKey("/Names"); names.isDictionary()) {
      add_if(names.hasKey("/JavaScript"), PdfObstacle::kActions);
      add_if(names.hasKey("/EmbeddedFiles"), PdfObstacle::kAttachments);
      add_if(names.hasKey("/AlternatePresentations"), PdfObstacle::kContent);
    }
    if (Object form = root.getKey("/AcroForm"); form.isDictionary()) {
      Object fields = form.getKey("/Fields");
      const bool has_fields = fields.isArray() && fields.getArrayNItems() > 0;
      add_if(has_fields || form.hasKey("/XFA") || is_true(form.getKey("/NeedAppearances")),
             PdfObstacle::kForms);
    }
    look_at_intents(root.getKey("/OutputIntents"));
  }

  /// Requires one permitted profile for all output intents.
  void look_at_intents(Object intents) {
    std::set<QPDFObjGen> profiles;
    if (intents.isNull()) return;
    add_if(!intents.isArray(), PdfObstacle::kColour);
    const int count = intents.isArray() ? intents.getArrayNItems() : 0;
    for (int i = 0; i < count; ++i) {
      Object intent = intents.getArrayItem(i);
      Object profile = intent.isDictionary() ? intent.getKey("/DestOutputProfile") : intent;
      profiles.insert(profile.getObjGen());
      const bool is_sound = intent.isDictionary() && !intent.hasKey("/DestOutputProfileRef") &&
                            is_name(intent.getKey("/S"), "/GTS_PDFA1") && is_profile(profile, true);
      add_if(!is_sound, PdfObstacle::kColour);
    }
    add_if(profiles.size() > 1, PdfObstacle::kColour);
  }

  void look_at_page(const Object& object) {
    QPDFPageObjectHelper page(object);
    for (const char* box : {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}) {
      look_at_box(page.getAttribute(box, false));
    }
    add_if(Object(object).hasKey("/PresSteps"), PdfObstacle::kContent);
    if (Object notes = Object(object).getKey("/Annots"); notes.isArray()) {
      for (Object note : notes.getArrayAsVector()) look_at_annotation(note);
    }
    if (!is_readable(Object(object).getKey("/Contents"))) return add(PdfObstacle::kLimits);
    content_.begin();
    Tokens tokens(content_);
    page.filterContents(&tokens);
  }

  void look_at_box(Object box) {
    constexpr double kLeast = 3, kMost = 14400;
    if (!box.isArray()) return;
    const Object::Rectangle at = box.getArrayAsRectangle();
    for (const double side : {std::abs(at.urx - at.llx), std::abs(at.ury - at.lly)}) {
      add_if(side < kLeast || side > kMost, PdfObstacle::kLimits);
    }
  }

  void look_at_annotation(Object note) {
    constexpr long long kPrinted = 4, kNotSeen = 1 | 2 | 32 | 256;
    const bool is_link = note.isDictionary() && is_name(note.getKey("/Subtype"), "/Link");
    Object flags = is_link ? note.getKey("/F") : Object::newNull();
    const bool is_printed = flags.isInteger() && (flags.getIntValue() & kPrinted) != 0 &&
                            (flags.getIntValue() & kNotSeen) == 0;
    add_if(!is_printed, PdfObstacle::kAnnotations);
  }

  QPDF& pdf_;
  std::set<PdfObstacle> found_;
  PdfContentInspector content_;
  std::set<QPDFObjGen> seen_;
  std::vector<Object> waiting_;
};

std::string text_of(Object information, const char* key) {
  Object value = information.isDictionary() ? information.getKey(key) : Object::newNull();
  return value.isString() ? value.getUTF8Value() : "";
}

}  // namespace

std::string_view to_code(PdfObstacle obstacle) {
  return kCodes.at(static_cast<std::size_t>(obstacle));
}

std::optional<PdfObstacle> obstacle_from_code(std::string_view code) {
  const auto found = std::find(kCodes.begin(), kCodes.end(), code);
  if (found == kCodes.end()) return std::nullopt;
  return static_cast<PdfObstacle>(found - kCodes.begin());
}

std::set<PdfObstacle> find_pdf_a_obstacles(QPDF& pdf) { return Inspection(pdf).all(); }

void claim_pdf_a(QPDF& pdf) {
  Object trailer = pdf.getTrailer(), root = pdf.getRoot();
  Object information = trailer.getKey("/Info");
  const std::string xmp =
      make_xmp_packet({text_of(information, "/Title"), text_of(information, "/Author"),
                       text_of(information, "/Subject"), text_of(information, "/Keywords"),
                       text_of(information, "/Creator"), text_of(information, "/Producer"),
                       text_of(information, "/CreationDate"), text_of(information, "/ModDate")});
  trailer.removeKey("/Info");  // only the metadata hold it, and so nothing contradicts them
  Object metadata = pdf.newStream(xmp);
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  root.replaceKey("/Metadata", metadata);
  if (Object intents = root.getKey("/OutputIntents");
      intents.isArray() && intents.getArrayNItems() > 0) {
    return;
  }
  Object profile = pdf.newStream(std::string(srgb_profile()));
  profile.getDict().replaceKey("/N", Object::newInteger(3));
  Object intent = Object::parse(
      "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) >>");
  intent.replaceKey("/DestOutputProfile", profile);
  root.replaceKey("/OutputIntents", Object::newArray({pdf.makeIndirectObject(intent)}));
}

void disclaim_pdf_a(QPDF& pdf) {
  constexpr std::size_t kMostMetadata = std::size_t{1} << 20U;
  Object metadata = pdf.getRoot().getKey("/Metadata");
  if (!metadata.isStream()) return;
  if (head_of(metadata, kMostMetadata).find("pdfaid") != std::string::npos) {
    pdf.getRoot().removeKey("/Metadata");
  }
}

}  // namespace codau::exports
