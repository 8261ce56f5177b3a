using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>
/// Writes checks for an interrupt (<see cref="CellStop"/>) into loops, function bodies and what is awaited. As text and
/// without line breaks, so that every statement stays on its line. Clean-up (<c>finally</c>, <c>Dispose</c>, finalizers)
/// gets none: it must run when the cell is being stopped.
/// </summary>
/// <param name="semantics">What the code means, asked only where the syntax cannot tell.</param>
internal sealed class CellChecks(Func<SemanticModel> semantics) : CSharpSyntaxWalker
{
    private const string Stop = "global::" + nameof(Ssl4Asd) + "." + nameof(Kernel) + "." + nameof(Cells) + "." + nameof(CellStop) + ".";
    private const string Check = "if(" + Stop + nameof(CellStop.Requested) + ")" + Stop + nameof(CellStop.Throw) + "();";
    private const string Enter = Stop + nameof(CellStop.Enter) + "();";
    private const string Pass = Stop + nameof(CellStop.Pass) + "(";
    private const string Until = Stop + nameof(CellStop.Until) + "(";
    private readonly List<Edit> edits = [];

    // Opens: belongs to what follows its position; else closes what precedes it.
    private readonly record struct Edit(int Position, int Length, string Text, bool Opens);

    /// <summary>The text of <paramref name="root"/> with checks.</summary>
    public static string Insert(SyntaxNode root, Func<SemanticModel> semantics)
    {
        var text = root.SyntaxTree.GetText().ToString();
        var checks = new CellChecks(semantics);
        checks.Visit(root);

        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in checks.edits.OrderBy(e => e.Position).ThenBy(e => e.Opens))
        {
            result.Append(text, position, edit.Position - position).Append(edit.Text);
            position = edit.Position + edit.Length;
        }
        return result.Append(text, position, text.Length - position).ToString();
    }

    public override void Visit(SyntaxNode? node)
    {
        if (node is null or FinallyClauseSyntax or DestructorDeclarationSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" }) return;
        List<Edit> closing = []; // what is inside closes first
        Add(node, closing);
        base.Visit(node);
        edits.AddRange(closing);
    }

    private void Add(SyntaxNode node, List<Edit> closing)
    {
        switch (node)
        {
            case CompilationUnitSyntax cell: // what a call without checks held up must not go on after it
                foreach (var member in cell.Members.Skip(1).Where(member => member is GlobalStatementSyntax or FieldDeclarationSyntax)) Open(member.SpanStart, Check);
                break;
            case WhileStatementSyntax loop: Statement(loop.Statement, closing); break;
            case DoStatementSyntax loop: Statement(loop.Statement, closing); break;
            case ForStatementSyntax loop: Statement(loop.Statement, closing); break;
            case CommonForEachStatementSyntax loop: Statement(loop.Statement, closing); break;
            case GotoStatementSyntax: Around(node, "{" + Check, "}", closing); break;
            case CatchClauseSyntax clause: Open(clause.Block.OpenBraceToken.Span.End, Check); break;
            case BaseMethodDeclarationSyntax method: Body(method.Body, method.ExpressionBody, ReturnsNothing(method), "", closing); break;
            case LocalFunctionStatementSyntax function: Body(function.Body, function.ExpressionBody, ReturnsNothing(function.ReturnType, function.Modifiers), "", closing); break;
            case AccessorDeclarationSyntax accessor: Body(accessor.Body, accessor.ExpressionBody, !accessor.IsKind(SyntaxKind.GetAccessorDeclaration), "", closing); break;
            case PropertyDeclarationSyntax property: Body(null, property.ExpressionBody, returnsNothing: false, "get", closing); break;
            case IndexerDeclarationSyntax indexer: Body(null, indexer.ExpressionBody, returnsNothing: false, "get", closing); break;
            case AnonymousFunctionExpressionSyntax { Block: { } block }: Open(block.OpenBraceToken.Span.End, Enter); break;
            case LambdaExpressionSyntax lambda: Lambda(lambda, closing); break;
            case AwaitExpressionSyntax wait: Around(wait.Expression, Until, ")", closing); break;
            // the clauses of queries are functions that have no body to put a check into
            case WhereClauseSyntax clause when IsCallWithDelegate(semantics().GetQueryClauseInfo(clause).OperationInfo):
                Around(clause.Condition, Pass + "true)&&(", ")", closing);
                break;
            case SelectClauseSyntax clause when IsCallWithDelegate(Call(clause)) && semantics().GetTypeInfo(clause.Expression).Type is { IsRefLikeType: false }:
                Around(clause.Expression, Pass, ")", closing);
                break;
        }
    }

    private void Statement(StatementSyntax body, List<Edit> closing)
    {
        if (body is BlockSyntax block) Open(block.OpenBraceToken.Span.End, Check);
        else Around(body, "{" + Check, "}", closing);
    }

    // => f(x); becomes {check; return f(x);}
    private void Body(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, bool returnsNothing, string accessor, List<Edit> closing)
    {
        if (block is not null) Open(block.OpenBraceToken.Span.End, Enter);
        if (arrow is null) return;
        edits.Add(new(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, (accessor == "" ? "{" : "{" + accessor + "{") + Enter, true));
        // on the expression's own line, which may be a later one
        if (!returnsNothing && arrow.Expression is not ThrowExpressionSyntax) Open(arrow.Expression.SpanStart, "return ");
        closing.Add(new(arrow.Expression.Span.End, 0, accessor == "" ? ";}" : ";}}", false));
        if (arrow.Parent!.ChildTokens().Last() is var semicolon && semicolon.IsKind(SyntaxKind.SemicolonToken)) closing.Add(new(semicolon.SpanStart, semicolon.Span.Length, "", true));
    }

    // x => f(x) becomes x => {check; return f(x);}, unless it is an expression tree, which can have no statements
    private void Lambda(LambdaExpressionSyntax node, List<Edit> closing)
    {
        var model = semantics();
        if (model.GetSymbolInfo(node).Symbol is not IMethodSymbol method || model.GetTypeInfo(node).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate }) return;
        var isPlainTask = method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false };
        var isStatement = node.ExpressionBody is ThrowExpressionSyntax || method.ReturnsVoid || isPlainTask;
        Around(node.ExpressionBody!, "{" + Enter + (isStatement ? "" : "return "), ";}", closing);
    }

    private static bool ReturnsNothing(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax m => ReturnsNothing(m.ReturnType, m.Modifiers),
        OperatorDeclarationSyntax o => ReturnsNothing(o.ReturnType, o.Modifiers),
        _ => method is ConstructorDeclarationSyntax,
    };

    private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is not GenericNameSyntax and not QualifiedNameSyntax { Right: GenericNameSyntax });

    // after a second from, the selection is part of that clause's call
    private SymbolInfo Call(SelectClauseSyntax select) => select.Parent is QueryBodySyntax { Clauses: [.., (FromClauseSyntax or JoinClauseSyntax) and var clause] }
        ? semantics().GetQueryClauseInfo(clause).OperationInfo
        : semantics().GetSymbolInfo(select);

    private static bool IsCallWithDelegate(SymbolInfo info) =>
        info.Symbol is IMethodSymbol { Parameters: [.., { Type.TypeKind: TypeKind.Delegate }] };

    private void Open(int position, string text) => edits.Add(new(position, 0, text, true));

    private void Around(SyntaxNode node, string before, string after, List<Edit> closing)
    {
        Open(node.SpanStart, before);
        closing.Add(new(node.Span.End, 0, after, false));
    }
}
