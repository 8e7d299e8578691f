#include "source/pdf_content.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/error.h"

namespace codau::image {
namespace {

constexpr int kMaxFormDepth = 5;
constexpr std::size_t kMaxSaved = 256, kMaxOperands = 64;
/// Tiles of the largest sheets; pages that draw more pictures are drawings.
constexpr std::size_t kMaxImages = 1024;
constexpr int kInvisible = 3, kClipOnly = 7;  // text rendering modes
/// Strings of text whose places are kept; of the rest of a page's text it is not asked what covers
/// it.
constexpr std::size_t kMaxStrings = 1U << 16U;

/// Drawing instructions of a page are some kilobytes, those of a map some megabytes.
constexpr std::size_t kMostInstructions = 64U << 20U;
/// Flate unpacks to at most 1,032 times its size.
constexpr std::size_t kHarmless = kMostInstructions / 1100;
/// Instructions that are read in the time in which a form is opened; a page draws thousands of them
/// at the most.
constexpr std::size_t kOfForm = 4096;

/// Counts, and stops what is too much.
class ByteCounter final : public Pipeline {
 public:
  ByteCounter() : Pipeline("counter", nullptr) {}
  void write(unsigned char const* /*data*/, std::size_t size) override {
    count_ += size;
    if (count_ > kMostInstructions) throw std::runtime_error("too many instructions");
  }
  void finish() override {}
  [[nodiscard]] bool too_many() const { return count_ > kMostInstructions; }

 private:
  std::size_t count_ = 0;
};

void refuse() { throw Error(Cause::kTooLarge, "a page's drawing takes over 64 MiB"); }

/// Bytes that a stream takes as it is stored, more than all that is harmless where it may unpack to
/// more than Flate could.
std::size_t packed_size(QPDFObjectHandle stream) {
  QPDFObjectHandle length = stream.getDict().getKey("/Length"),
                   filter = stream.getDict().getKey("/Filter");
  const bool once = filter.isName() || (filter.isArray() && filter.getArrayNItems() <= 1);
  if (!once || !length.isInteger() || length.getIntValue() < 0) return kHarmless;
  return static_cast<std::size_t>(length.getIntValue());
}

/// Throws Error{kTooLarge} when streams that look small together are not.
void check_unpacked(const std::vector<QPDFObjectHandle>& streams) {
  std::size_t packed = 0;
  for (QPDFObjectHandle stream : streams) {
    if (stream.isStream() && packed < kHarmless) packed += packed_size(stream);
  }
  if (packed < kHarmless) return;
  ByteCounter counter;
  for (QPDFObjectHandle stream : streams) {
    if (stream.isStream()) (void)stream.pipeStreamData(&counter, 0, qpdf_dl_generalized, true);
    if (counter.too_many()) refuse();
  }
}

/// What is left of a page's instructions, with those of a form as often as it is drawn: a few forms
/// that draw each other could take for ever.
class InstructionBudget {
 public:
  void take(std::size_t bytes) {
    if (bytes > left_) refuse();
    left_ -= bytes;
  }

 private:
  std::size_t left_ = kMostInstructions;
};

/// Walks a content stream. Forms are walked in place with what the page has gathered so far.
class ContentWalker final : public QPDFObjectHandle::ParserCallbacks {
 public:
  /// A string that is seen as far as is known, and where its line begins.
  struct ShownText {
    double x = 0, y = 0;
    std::size_t bytes = 0;
  };

  ContentWalker(QPDFObjectHandle resources, const PdfMatrix& matrix, int depth, PdfContent& content,
                std::vector<ShownText>& seen, InstructionBudget& budget)
      : objects_(resources.isDictionary() ? resources.getKey("/XObject")
                                          : QPDFObjectHandle::newNull()),
        resources_(std::move(resources)),
        content_(content),
        seen_(seen),
        budget_(budget),
        depth_(depth) {
    state_.matrix = matrix;
  }

  void contentSize(std::size_t bytes) override { budget_.take(bytes); }
  void handleObject(QPDFObjectHandle object) override {
    if (object.isInlineImage()) {
      content_.has_inline_image = true;
    } else if (!object.isOperator()) {
      if (operands_.size() < kMaxOperands) operands_.push_back(object);
    } else {
      apply(object.getOperatorValue());
      operands_.clear();
    }
  }
  void handleEOF() override {}

 private:
  struct GraphicsState {
    PdfMatrix matrix;
    bool invisible = false;
    double leading = 0;
  };

  void apply(const std::string& op) {
    if (op == "q") {
      if (saved_.size() < kMaxSaved) saved_.push_back(state_);
    } else if (op == "Q") {
      if (!saved_.empty()) {
        state_ = saved_.back();
        saved_.pop_back();
      }
    } else if (op == "cm") {
      state_.matrix = numbers().then(state_.matrix);
    } else if (op == "Tr" && !operands_.empty() && operands_[0].isInteger()) {
      const long long mode = operands_[0].getIntValue();
      state_.invisible = mode == kInvisible || mode == kClipOnly;
    } else if (op == "Do" && !operands_.empty() && operands_[0].isName()) {
      draw(operands_[0].getName());
    } else if (paints(op)) {
      content_.painted_paths += 1;
      content_.painted_paths_over_images += 1;
    } else {
      write(op);
    }
  }

  /// Moves the beginning of the line of text, or shows text there.
  void write(const std::string& op) {
    if (op == "BT") {
      line_ = {};
    } else if (op == "Tm") {
      line_ = numbers();
    } else if (op == "TL") {
      state_.leading = number(0);
    } else if (op == "Td" || op == "TD") {
      if (op == "TD") state_.leading = -number(1);
      move(number(0), number(1));
    } else if (op == "T*" || op == "'" || op == "\"") {
      move(0, -state_.leading);
    }
    if (op == "Tj" || op == "TJ" || op == "'" || op == "\"") {
      for (QPDFObjectHandle& operand : operands_) show(text_size(operand));
    }
  }

  void move(double x, double y) { line_ = PdfMatrix{1, 0, 0, 1, x, y}.then(line_); }

  [[nodiscard]] double number(std::size_t index) {
    const bool is_one = index < operands_.size() && operands_[index].isNumber();
    return is_one ? operands_[index].getNumericValue() : 0;
  }

  static bool paints(const std::string& op) {
    constexpr std::array kPaint{"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"};
    return std::find(kPaint.begin(), kPaint.end(), op) != kPaint.end();
  }

  [[nodiscard]] PdfMatrix numbers() {
    if (operands_.size() < 6) return {};
    std::array<double, 6> v{};
    for (std::size_t i = 0; i < v.size(); ++i) {
      if (operands_[i].isNumber()) v.at(i) = operands_[i].getNumericValue();
    }
    return {v[0], v[1], v[2], v[3], v[4], v[5]};
  }

  static std::size_t text_size(QPDFObjectHandle& operand) {
    if (operand.isString()) return operand.getStringValue().size();
    std::size_t size = 0;
    if (operand.isArray()) {
      for (QPDFObjectHandle& item : operand.getArrayAsVector()) {
        if (item.isString()) size += item.getStringValue().size();
      }
    }
    return size;
  }

  void show(std::size_t bytes) {
    content_.text_bytes += bytes;
    if (state_.invisible || bytes == 0) return;
    content_.visible_text_bytes += bytes;
    if (seen_.size() >= kMaxStrings) return;
    const PdfMatrix at = line_.then(state_.matrix);
    seen_.push_back({at.e, at.f, bytes});
  }

  /// Text begins under `area`, which is then painted over.
  void cover(const PdfRectangle& area) {
    const auto goes = [&](const ShownText& shown) {
      const bool covered = shown.x >= area.left && shown.x <= area.right &&
                           shown.y >= area.bottom && shown.y <= area.top;
      if (covered) content_.visible_text_bytes -= shown.bytes;
      return covered;
    };
    seen_.erase(std::remove_if(seen_.begin(), seen_.end(), goes), seen_.end());
  }

  void draw(const std::string& name) {
    QPDFObjectHandle object =
        objects_.isDictionary() ? objects_.getKey(name) : QPDFObjectHandle::newNull();
    content_.lacks_object = content_.lacks_object || !object.isStream();
    if (!object.isStream()) return;
    if (object.isImage(false)) {
      add(object);
    } else if (object.isFormXObject() && depth_ < kMaxFormDepth) {
      QPDFObjectHandle dict = object.getDict();
      PdfMatrix matrix = state_.matrix;
      if (dict.getKey("/Matrix").isMatrix()) {
        const auto m = dict.getKey("/Matrix").getArrayAsMatrix();
        matrix = PdfMatrix{m.a, m.b, m.c, m.d, m.e, m.f}.then(matrix);
      }
      QPDFObjectHandle own = dict.getKey("/Resources");
      budget_.take(kOfForm);
      check_unpacked({object});
      ContentWalker inner(own.isDictionary() ? own : resources_, matrix, depth_ + 1, content_,
                          seen_, budget_);
      object.parseAsContents(&inner);
    }
  }

  void add(QPDFObjectHandle& object) {
    QPDFObjectHandle dict = object.getDict();
    QPDFObjectHandle stencil = dict.getKey("/ImageMask");
    PdfDrawnImage image{object.getObjectID(), object.getGeneration(), state_.matrix};
    image.is_stencil = stencil.isBool() && stencil.getBoolValue();
    image.is_opaque = !image.is_stencil && !dict.hasKey("/SMask") && !dict.hasKey("/Mask");
    if (image.is_opaque) lay_over(image.matrix.map_unit_square());
    if (content_.images.size() < kMaxImages) content_.images.push_back(image);
  }

  /// An opaque image hides what it covers.
  void lay_over(const PdfRectangle& area) {
    auto& images = content_.images;
    const bool largest =
        std::none_of(images.begin(), images.end(), [&](const PdfDrawnImage& other) {
          return other.is_opaque && other.matrix.map_unit_square().area() > area.area();
        });
    const auto hidden = [&area](const PdfDrawnImage& other) {
      const PdfRectangle under = other.matrix.map_unit_square();
      return under.intersection_with(area).area() >= 0.99 * under.area();
    };
    images.erase(std::remove_if(images.begin(), images.end(), hidden), images.end());
    if (largest) content_.painted_paths_over_images = 0;
    cover(area);
  }

  QPDFObjectHandle objects_, resources_;
  PdfContent& content_;
  std::vector<ShownText>& seen_;
  InstructionBudget& budget_;
  int depth_;
  GraphicsState state_;
  PdfMatrix line_;  ///< where the line of text begins
  std::vector<GraphicsState> saved_;
  std::vector<QPDFObjectHandle> operands_;
};

}  // namespace

double PdfRectangle::area() const { return std::max(0.0, width()) * std::max(0.0, height()); }

PdfRectangle PdfRectangle::intersection_with(const PdfRectangle& other) const {
  return {std::max(left, other.left), std::max(bottom, other.bottom), std::min(right, other.right),
          std::min(top, other.top)};
}

PdfMatrix PdfMatrix::then(const PdfMatrix& o) const {
  return {a * o.a + b * o.c, a * o.b + b * o.d,       c * o.a + d * o.c,
          c * o.b + d * o.d, e * o.a + f * o.c + o.e, e * o.b + f * o.d + o.f};
}

PdfRectangle PdfMatrix::map_unit_square() const {
  return {e + std::min({0.0, a, c, a + c}), f + std::min({0.0, b, d, b + d}),
          e + std::max({0.0, a, c, a + c}), f + std::max({0.0, b, d, b + d})};
}

PdfContent analyse_pdf_content(QPDFPageObjectHelper& page) {
  PdfContent content;
  check_unpacked(page.getPageContents());
  std::vector<ContentWalker::ShownText> seen;
  InstructionBudget budget;
  ContentWalker walker(page.getAttribute("/Resources", false), {}, 0, content, seen, budget);
  page.parseContents(&walker);
  return content;
}

}  // namespace codau::image
