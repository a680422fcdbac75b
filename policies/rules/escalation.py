"""Which permissions, together, lead to more permissions than were given.

AWS: the methods published by Rhino Security Labs (AWS IAM privilege escalation) and pathfinding.cloud, as far as they
rest on permissions alone. Alibaba Cloud: the same ways through RAM's own actions.
"""

from collections.abc import Iterable, Mapping

from policies.rules.documents import matches

HANDING_OVER = "iam:PassRole"
HANDING_OVER_IN_RAM = "ram:PassRole"

WAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aws": (
        ("iam:CreatePolicyVersion",),
        ("iam:SetDefaultPolicyVersion",),
        ("iam:CreateAccessKey",),
        ("iam:CreateLoginProfile",),
        ("iam:UpdateLoginProfile",),
        ("iam:AttachUserPolicy",),
        ("iam:AttachGroupPolicy",),
        ("iam:AttachRolePolicy",),
        ("iam:PutUserPolicy",),
        ("iam:PutGroupPolicy",),
        ("iam:PutRolePolicy",),
        ("iam:AddUserToGroup",),
        ("iam:UpdateAssumeRolePolicy",),
        ("iam:DeleteRolePermissionsBoundary",),
        ("iam:DeleteUserPermissionsBoundary",),
        ("lambda:UpdateFunctionCode",),
        ("glue:UpdateDevEndpoint",),
        ("ssm:SendCommand",),
        ("ec2-instance-connect:SendSSHPublicKey",),
        ("cloudformation:UpdateStack",),
        ("codebuild:UpdateProject", "codebuild:StartBuild"),
        (HANDING_OVER, "ec2:RunInstances"),
        (HANDING_OVER, "ec2:AssociateIamInstanceProfile"),
        (HANDING_OVER, "lambda:CreateFunction", "lambda:InvokeFunction"),
        (HANDING_OVER, "lambda:CreateFunction", "lambda:AddPermission"),
        (HANDING_OVER, "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
        (HANDING_OVER, "ecs:RegisterTaskDefinition", "ecs:RunTask"),
        (HANDING_OVER, "ecs:RegisterTaskDefinition", "ecs:StartTask"),
        (HANDING_OVER, "ecs:RegisterTaskDefinition", "ecs:CreateService"),
        (HANDING_OVER, "ecs:RegisterTaskDefinition", "ecs:UpdateService"),
        (HANDING_OVER, "cloudformation:CreateStack"),
        (HANDING_OVER, "codebuild:CreateProject", "codebuild:StartBuild"),
        (HANDING_OVER, "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
        (HANDING_OVER, "glue:CreateDevEndpoint"),
        (HANDING_OVER, "glue:CreateJob", "glue:StartJobRun"),
        (HANDING_OVER, "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
        (HANDING_OVER, "sagemaker:CreateTrainingJob"),
        (HANDING_OVER, "sagemaker:CreateProcessingJob"),
        (HANDING_OVER, "states:CreateStateMachine", "states:StartExecution"),
        (HANDING_OVER, "autoscaling:CreateAutoScalingGroup", "autoscaling:CreateLaunchConfiguration"),
        (HANDING_OVER, "apprunner:CreateService"),
        (HANDING_OVER, "batch:RegisterJobDefinition", "batch:SubmitJob"),
    ),
    "alicloud": (
        ("ram:CreatePolicyVersion",),
        ("ram:SetDefaultPolicyVersion",),
        ("ram:CreateAccessKey",),
        ("ram:CreateLoginProfile",),
        ("ram:UpdateLoginProfile",),
        ("ram:AttachPolicyToUser",),
        ("ram:AttachPolicyToGroup",),
        ("ram:AttachPolicyToRole",),
        ("ram:AddUserToGroup",),
        ("ram:UpdateRole",),
        (HANDING_OVER_IN_RAM, "ecs:RunInstances"),
        (HANDING_OVER_IN_RAM, "ecs:AttachInstanceRamRole"),
        (HANDING_OVER_IN_RAM, "eci:CreateContainerGroup"),
        (HANDING_OVER_IN_RAM, "ess:CreateEciScalingConfiguration"),
        (HANDING_OVER_IN_RAM, "fc:CreateFunction", "fc:InvokeFunction"),
        (HANDING_OVER_IN_RAM, "oos:CreateTemplate", "oos:StartExecution"),
        (HANDING_OVER_IN_RAM, "ros:CreateStack"),
    ),
}
"""Each way is the actions that it takes, all of them."""


def escalations(granted: Iterable[str], cloud: str) -> list[tuple[str, ...]]:
    """The ways that are open to somebody who may do this, on every resource; patterns such as `iam:*` count."""
    patterns = list(granted)
    return [way for way in WAYS[cloud] if all(any(matches(action, text) for text in patterns) for action in way)]
