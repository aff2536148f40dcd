// HashiCorp's own HCL parser as a reference for ours; started by scripts/fuzz-hcl.ts, never part of the product.
//
// Reads texts from standard input, each behind its length (32 bits, little endian), and answers each with one line of
// JSON: {"line": n, "why": "..."} for a refusal, else {"body": ...} in the form that test/formats/hcl/tree.ts makes.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"sort"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type list = []any

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		var length uint32
		if err := binary.Read(in, binary.LittleEndian, &length); err != nil {
			return
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(in, text); err != nil {
			return
		}
		if err := encoder.Encode(answer(text)); err != nil {
			panic(err)
		}
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func answer(text []byte) any {
	file, problems := hclsyntax.ParseConfig(text, "text", hcl.Pos{Line: 1, Column: 1})
	for _, problem := range problems {
		if problem.Severity == hcl.DiagError {
			return map[string]any{"line": problem.Subject.Start.Line, "why": problem.Summary}
		}
	}
	return map[string]any{"body": reader{text}.body(file.Body.(*hclsyntax.Body))}
}

type reader struct{ text []byte }

func (r reader) source(where hcl.Range) string { return string(where.SliceBytes(r.text)) }

func (r reader) body(body *hclsyntax.Body) any {
	names := make([]string, 0, len(body.Attributes))
	for name := range body.Attributes {
		names = append(names, name)
	}
	sort.Slice(names, func(a, b int) bool {
		return body.Attributes[names[a]].NameRange.Start.Byte < body.Attributes[names[b]].NameRange.Start.Byte
	})
	attributes := list{}
	for _, name := range names {
		one := body.Attributes[name]
		attributes = append(attributes, list{name, one.SrcRange.Start.Line, one.SrcRange.End.Line, r.expression(one.Expr)})
	}
	blocks := list{}
	for _, one := range body.Blocks {
		labels := list{}
		for _, label := range one.Labels {
			labels = append(labels, label)
		}
		lines := list{one.TypeRange.Start.Line, one.CloseBraceRange.Start.Line}
		blocks = append(blocks, list{one.Type, labels, lines, r.body(one.Body)})
	}
	return list{attributes, blocks}
}

func (r reader) expression(expression hclsyntax.Expression) any {
	line := expression.Range().Start.Line
	switch e := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		return r.literal(e)
	case *hclsyntax.TemplateExpr:
		return r.template(e)
	case *hclsyntax.TemplateWrapExpr:
		return list{"template", line, r.expression(e.Wrapped)}
	case *hclsyntax.TupleConsExpr:
		return list{"tuple", line, r.all(e.Exprs)}
	case *hclsyntax.ObjectConsExpr:
		items := list{}
		for _, item := range e.Items {
			items = append(items, list{r.key(item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)), r.expression(item.ValueExpr)})
		}
		return list{"object", line, items}
	case *hclsyntax.FunctionCallExpr:
		return list{"call", line, e.Name, e.ExpandFinal, r.all(e.Args)}
	case *hclsyntax.UnaryOpExpr:
		return list{"unary", line, operators[e.Op], r.expression(e.Val)}
	case *hclsyntax.BinaryOpExpr:
		return list{"binary", line, operators[e.Op], r.expression(e.LHS), r.expression(e.RHS)}
	case *hclsyntax.ConditionalExpr:
		return list{"conditional", line, r.expression(e.Condition), r.expression(e.TrueResult), r.expression(e.FalseResult)}
	case *hclsyntax.ForExpr:
		names := list{}
		if e.KeyVar != "" {
			names = append(names, e.KeyVar)
		}
		names = append(names, e.ValVar)
		return list{"for", line, names, r.expression(e.CollExpr), r.optional(e.KeyExpr), r.expression(e.ValExpr), e.Group, r.optional(e.CondExpr)}
	case *hclsyntax.ParenthesesExpr:
		return list{"parentheses", line, r.expression(e.Expression)}
	case *hclsyntax.ScopeTraversalExpr, *hclsyntax.RelativeTraversalExpr, *hclsyntax.IndexExpr, *hclsyntax.SplatExpr:
		on, steps := r.access(expression)
		if len(steps) == 0 {
			return on
		}
		return list{"access", line, on, steps}
	}
	panic("unknown expression")
}

func (r reader) optional(expression hclsyntax.Expression) any {
	if expression == nil {
		return nil
	}
	return r.expression(expression)
}

func (r reader) all(expressions []hclsyntax.Expression) list {
	found := list{}
	for _, one := range expressions {
		found = append(found, r.expression(one))
	}
	return found
}

func (r reader) literal(e *hclsyntax.LiteralValueExpr) any {
	line := e.SrcRange.Start.Line
	switch {
	case e.Val.IsNull():
		return list{"literal", line, nil}
	case e.Val.Type() == cty.Bool:
		return list{"literal", line, e.Val.True()}
	case e.Val.Type() == cty.Number:
		return list{"number", line, r.source(e.SrcRange)}
	}
	return list{"literal", line, e.Val.AsString()}
}

func (r reader) template(e *hclsyntax.TemplateExpr) any {
	line := e.SrcRange.Start.Line
	if e.IsStringLiteral() {
		value, _ := e.Value(nil)
		return list{"literal", line, value.AsString()}
	}
	parts := list{"template", line}
	for _, part := range e.Parts {
		source := r.source(part.Range())
		_, conditional := part.(*hclsyntax.ConditionalExpr)
		_, join := part.(*hclsyntax.TemplateJoinExpr)
		text, literal := part.(*hclsyntax.LiteralValueExpr)
		switch {
		case (conditional || join) && len(source) > 1 && source[:2] == "%{":
			parts = append(parts, list{"directive", source})
		case literal && !text.Val.IsNull() && text.Val.Type() == cty.String:
			parts = append(parts, text.Val.AsString())
		default:
			parts = append(parts, r.expression(part))
		}
	}
	return parts
}

var plainNumber = regexp.MustCompile(`^(?:0|[1-9]\d{0,14})$`)

// The key where it is written down, and the expression that it is.
func (r reader) key(key *hclsyntax.ObjectConsKeyExpr) any {
	var static any
	if !key.ForceNonLiteral {
		switch e := key.Wrapped.(type) {
		case *hclsyntax.TemplateExpr:
			if e.IsStringLiteral() && r.text[e.SrcRange.Start.Byte] == '"' {
				value, _ := e.Value(nil)
				static = value.AsString()
			}
		case *hclsyntax.LiteralValueExpr:
			source := r.source(e.SrcRange)
			if e.Val.IsNull() || e.Val.Type() == cty.Bool || plainNumber.MatchString(source) {
				static = source
			}
		case *hclsyntax.ScopeTraversalExpr:
			if len(e.Traversal) == 1 {
				static = e.Traversal.RootName()
			}
		}
	}
	return list{static, r.expression(key.Wrapped)}
}

// What HCL nests, one inside the other, as a flat list of steps.
func (r reader) access(expression hclsyntax.Expression) (any, list) {
	switch e := expression.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		root := list{"variable", e.SrcRange.Start.Line, e.Traversal.RootName()}
		return root, r.steps(e.Traversal[1:])
	case *hclsyntax.RelativeTraversalExpr:
		on, steps := r.access(e.Source)
		return on, append(steps, r.steps(e.Traversal)...)
	case *hclsyntax.IndexExpr:
		on, steps := r.access(e.Collection)
		return on, append(steps, list{"index", r.expression(e.Key)})
	case *hclsyntax.SplatExpr:
		on, steps := r.access(e.Source)
		form := "attribute"
		if r.source(e.MarkerRange)[0] == '[' {
			form = "full"
		}
		_, inner := r.access(e.Each)
		return on, append(append(steps, list{"splat", form}), inner...)
	case *hclsyntax.AnonSymbolExpr:
		return nil, list{}
	}
	return r.expression(expression), list{}
}

func (r reader) steps(traversal hcl.Traversal) list {
	steps := list{}
	for _, step := range traversal {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			steps = append(steps, list{"attribute", s.Name})
		case hcl.TraverseIndex:
			kind := "index"
			if r.source(s.SrcRange)[0] == '.' {
				kind = "legacy-index"
			}
			steps = append(steps, list{kind, constant(s.Key)})
		}
	}
	return steps
}

// As JavaScript writes it, without a leading zero.
var exponent = regexp.MustCompile(`e([+-])0(\d)`)

func constant(value cty.Value) any {
	switch {
	case value.IsNull():
		return nil
	case value.Type() == cty.Bool:
		return value.True()
	case value.Type() == cty.Number:
		number, _ := value.AsBigFloat().Float64()
		return "number " + exponent.ReplaceAllString(strconv.FormatFloat(number, 'e', -1, 64), "e$1$2")
	}
	return value.AsString()
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalNot: "!",
	hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=",
	hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*",
	hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%", hclsyntax.OpNegate: "-",
}
